"""Who may open which page and do which deed: every address and every service of the house, one row each.

A row has one sign per actor, in this order:

    st ci | cl sp uh le ad | cl sp uh le ad | ro | ed fi | pl po pt tl

a stranger and a citizen; clerk, specialist, unit head, leader and administrator where the dossier is; the same five of
another commune; the administrator of the root; the portal's editor, and the citizen for whom the dossier was filed;
whoever plans and reports there, in the other commune and at the root, and the root's leader. One sign alone stands for
all of them; the last two groups are left out where all in them are forbidden. Signs of a page: `.` opens or is done,
`>` is asked to sign in, `x` is forbidden, `-` finds nothing, `!` comes to the form, which says what is wrong, `#` is
not asked this way; a number is the status of what is no page, such as 401 for the API without its token.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from congvu.online import services as online
from congvu.procedures.selectors import compiled
from tests.house import plan_pages
from tests.house.plans import Plans
from tests.house.world import GRANTED, ORDER, World, rolled_back

pytestmark = pytest.mark.django_db
#                             st ci   cl sp uh le ad   cl sp uh le ad   ro   ed fi   pl po pt tl
PAGES = """
web-components                .
web-communes                  .
people-sign-in                .
account-sign-in               .
account-second                >
account-passkey-sign-in       .
account-identity              -
account-identity-back         -
account-identity-new          >
account-identity-link         > . | x x x x x | x x x x x | x | x .
account-security              > . | . . . . . | . . . . . | . | . . | . . . .
account-totp                  > . | . . . . . | . . . . . | . | . . | . . . .
account-passkey-add           > . | . . . . . | . . . . . | . | . . | . . . .
account-companies             > . | x x x x x | x x x x x | x | x .
account-mandate-give          > . | x x x x x | x x x x x | x | x -
claims-list                   > x | . x x x . | . x x x . | .
people-password               > . | . . . . . | . . . . . | . | . . | . . . .
agencies-list                 > x | x x x x . | x x x x . | .
agencies-agency               > x | x x x x . | x x x x - | .
agencies-create               > x | x x x x . | x x x x - | .
agencies-rename               > x | x x x x . | x x x x - | .
agencies-correct              > x | x x x x . | x x x x - | .
agencies-move                 > x | x x x x . | x x x x - | .
agencies-close                > x | x x x x . | x x x x - | .
agencies-calendar             > x | x x x x . | x x x x - | .
agencies-appoint              > x | x x x x . | x x x x - | .
agencies-end-post             > x | x x x x . | x x x x - | .
agencies-remit-grant          > x | x x x x . | x x x x - | .
agencies-remit-move           > x | x x x x . | x x x x - | .
agencies-remit-end            > x | x x x x . | x x x x - | .
delegations-list              > x | . . . . . | . . . . . | . | . x | . . . .
delegations-make              > x | - . - . . | - - - - - | . | - x | - - - -
delegations-end               > x | - . . . . | - - - - - | . | - x | - - - -
people-list                   > x | x x x x . | x x x x . | .
people-enrol                  > x | x x x x . | x x x x . | .
people-account                > x | x x x x . | x x x x - | .
people-rename                 > x | x x x x . | x x x x - | .
people-set-password           > x | x x x x . | x x x x - | .
people-deactivate             > x | x x x x . | x x x x - | .
people-reactivate             > x | x x x x . | x x x x - | .
people-demo                   -
clocks-hours                  > x | x x x x . | x x x x - | .
clocks-days                   > x | x x x x . | x x x x - | .
queues-calling                > x | . x x x x | . x x x x | x
queues-screen                 .
queues-lines                  > x | x x x x . | x x x x - | .
procedures-list               > x | . . . . . | . . . . . | . | . x | . . . .
procedures-publish            > x | x x x x . | x x x x . | .
procedures-edition            > x | . . . . . | . . . . . | . | . x | . . . .
procedures-edition-number     > x | . . . . . | . . . . . | . | . x | . . . .
dossier-receive               > x | . x x x x | . x x x x | x
dossier-intake                > x | . x x x x | . x x x x | x
dossier-intake-refused        > x | . x x x x | - x x x x | x
dossier-intake-refusal-paper  > x | . x x x x | - x x x x | x
dossier-search                > x | . . . . x | . . . . x | x | x x | x x x .
dossier-register              > x | . . . . x | . . . . x | x | x x | x x x .
dossier-register-book         > x | . x x x x | . x x x x | x
dossier-page                  > x | . . . . x | - - - - x | x | x x | x x x -
dossier-ask-opinion           > x | x . x x x | - - - - x | x | x x | x x x -
dossier-opinion               > x | - - . - x | - - - - x | x | x x | x x x -
dossier-correct               > x | . . x x x | - - - - x | x | x x | x x x -
dossier-received              > x | . x x x x | - x x x x | x
dossier-paper                 > x | . . . . x | - - - - x | x | x x | x x x -
dossier-slip                  > x | . . - - x | - - - - x | x | x x | x x x -
dossier-leg-result            > x | . . - - x | - - - - x | x | x x | x x x -
dossier-file                  > x | . . . . x | - - - - x | x | x x | x x x -
dossier-file-download         > x | . . . . x | - - - - x | x | x x | x x x -
dossier-file-page             > x | . . . . x | - - - - x | x | x x | x x x -
cash-days                     > x | . x x x x | . x x x x | x
cash-day                      > x | . x x x x | . x x x x | x
cash-day-paper                > x | . x x x x | . x x x x | x
cash-day-csv                  > x | . x x x x | . x x x x | x
fee-receipt-paper             > x | . x x x x | - x x x x | x
edition-moves                 > x | x x x x x | x x x x x | .
edition-move                  > x | x x x x x | x x x x x | .
online-begin                  > . | x x x x x | x x x x x | x | x .
online-mine                   > . | x x x x x | x x x x x | x | x .
online-batch                  > . | x x x x x | x x x x x | x | x .
online-batch-template         > . | x x x x x | x x x x x | x | x .
online-draft                  > - | x x x x x | x x x x x | x | x .
online-receiver               > - | x x x x x | x x x x x | x | x .
online-applicant              > - | x x x x x | x x x x x | x | x .
online-answers                > - | x x x x x | x x x x x | x | x .
online-papers                 > - | x x x x x | x x x x x | x | x .
online-draft-file             > - | x x x x x | x x x x x | x | x .
online-draft-picture          > - | x x x x x | x x x x x | x | x .
online-return                 > - | x x x x x | x x x x x | x | x .
online-review                 > - | x x x x x | x x x x x | x | x .
online-newer                  > - | x x x x x | x x x x x | x | x .
online-case                   > - | x x x x x | x x x x x | x | x .
online-filed                  > - | x x x x x | x x x x x | x | x .
online-letter                 > - | x x x x x | x x x x x | x | x .
online-case-file              > - | x x x x x | x x x x x | x | x .
online-supply                 > - | x x x x x | x x x x x | x | x .
online-batch-done             > - | x x x x x | x x x x x | x | x .
online-waiting                > x | . x x x x | . x x x x | x
online-submission             > x | . x x x x | - x x x x | x
online-refusal-slip           > x | . x x x x | - x x x x | x
online-file                   > x | . x x x x | - x x x x | x
online-file-download          > x | . x x x x | - x x x x | x
online-file-page              > x | . x x x x | - x x x x | x
reorganisation-list           > x | x x x x x | x x x x x | .
reorganisation-create         > x | x x x x x | x x x x x | .
reorganisation-batch          > x | x x x x x | x x x x x | .
reorganisation-add            > x | x x x x x | x x x x x | .
statistics-board              > x | . . . . . | . . . . . | . | x x | . . . .
statistics-list               > x | . . . . . | . . . . . | . | x x | . . . .
statistics-due                > x | . . . . . | . . . . . | . | x x | . . . .
statistics-reports            > x | . . . . . | . . . . . | . | x x | . . . .
statistics-report             > x | . . . . . | . . . . . | . | x x | . . . .
statistics-register           > x | . . . . . | . . . . . | . | x x | . . . .
statistics-quality            > x | . . . . . | . . . . . | . | x x | . . . .
statistics-scoring            > x | . . . . . | . . . . . | . | x x | . . . .
statistics-score              > x | - . . . . | - - - - - | . | x x | . - . .
statistics-appraise           > x | - . . . . | - - - - - | . | x x | . - . .
payments-pay                  > - | - - - - - | - - - - - | - | - . | - - - -
payments-result               > - | - - - - - | - - - - - | - | - . | - - - -
payments-receipt              > - | - - - - - | - - - - - | - | - . | - - - -
payments-pay-by-key           .
payments-result-by-key        .
payments-receipt-by-key       .
payments-back                 .
payments-orders               > x | . x x x . | . x x x . | .
payments-order                > x | . x x x . | - x x x - | .
payments-reports              > x | . x x x . | . x x x . | .
payments-report               > x | . x x x . | . x x x . | .
notices-outbox                > x | x x x x . | x x x x . | .
notices-message               > x | x x x x . | x x x x - | .
notices-templates             > x | x x x x . | x x x x . | .
notices-template              > x | x x x x . | x x x x . | .
notices-wishes                > . | x x x x x | x x x x x | x | x .
notices-phone                 401
notices-preference            > x | . . . . . | . . . . . | . | . x | . . . .
notices-letters               -
notices-letter                -
papers-preview                > x | . . . . . | . . . . . | . | x x | x x x .
papers-preview-paper          > x | . . . . . | . . . . . | . | x x | x x x .
papers-preview-picture        > x | . . . . . | . . . . . | . | x x | x x x .
desk-home                     > x | . . . . . | . . . . . | . | . x | . . . .
account-home                  > . | x x x x x | x x x x x | x | x .
account-notice                .
account-register              .
account-confirm               .
account-forgot                .
account-reset                 .
account-contact               > . | x x x x x | x x x x x | x | x .
account-contact-confirm       > . | x x x x x | x x x x x | x | x .
account-data                  > . | x x x x x | x x x x x | x | x .
account-data-download         > . | x x x x x | x x x x x | x | x .
account-close                 > . | x x x x x | x x x x x | x | x .
content-news                  .
content-feed                  .
content-texts                 .
content-sections              .
content-section               .
content-section-feed          .
content-article               .
content-print                 .
content-attachment            .
content-picture               .
content-list                  > x | x x x . x | x x x . x | x | . x | x x x .
content-create                > x | x x x x x | x x x x x | x | . x
content-page                  > x | x x x . x | x x x - x | x | . x | x x x -
content-version               > x | x x x . x | x x x - x | x | . x | x x x -
content-write                 > x | x x x x x | x x x x x | x | . x
portal-home                   .
portal-procedures             .
portal-procedure              .
portal-blank                  .
portal-counters               .
portal-verify                 .
kiosk                         .
kiosk-track                   .
kiosk-procedures              .
kiosk-procedure               .
kiosk-lines                   .
portal-look-up                .
portal-look-up-by-key         .
api-reference                 .
api-openapi                   .
api-procedures                401
api-procedure                 401
api-receivers                 401
api-submissions               401
api-submission                401
api-result                    401
api-webhooks                  401
api-webhook                   401
api-clients                   > . | x x x x x | x x x x x | . | x .
api-client                    > - | x x x x - | x x x x - | . | x .
measures-catalogue            > x | x x . . . | x x . . . | . | x x | . . . .
measures-count                > x | x x x x x | x x x x x | .
measures-metric               > x | x x . . . | x x . . . | . | x x | . . . .
measures-behind               > x | x x . . . | x x - - - | . | x x | . - . .
plans-list                    > x | x x . . x | x x . . x | x | x x | . . . .
plans-begin                   > x | x x x x x | x x x x x | x | x x | . . . x
plans-legal                   > x | x x . . x | x x . . x | x | x x | . . . .
plans-plan                    > x | x x . . x | x x . . x | x | x x | . . . .
plans-rename                  > x | x x x x x | x x x x x | x | x x | x x . x
plans-section-add             > x | x x x x x | x x x x x | x | x x | x x . x
plans-section                 > x | x x . . x | x x . . x | x | x x | . . . .
plans-section-legal           > x | x x x x x | x x x x x | x | x x | x x . x
plans-versions                > x | x x . . x | x x . . x | x | x x | . . . .
plans-compare                 > x | x x . . x | x x . . x | x | x x | . . . .
plans-comments                > x | x x . . x | x x . . x | x | x x | . . . .
plans-approve                 > x | x x x x x | x x x x x | x | x x | x x x .
plans-read                    - - | - - . . - | - - . . - | - | - - | . . . .
plans-document                - - | - - . . - | - - . . - | - | - - | . . . .
plans-targets                 > x | x x . . x | x x . . x | x | x x | . . . .
plans-add-target              > x | x x x x x | x x x x x | x | x x | x x . x
plans-target                  > x | x x . . x | x x . . x | x | x x | . . . .
plans-edit-target             > x | x x x x x | x x x x x | x | x x | x x . x
plans-add-indicator           > x | x x x x x | x x x x x | x | x x | x x . x
plans-indicator               > x | x x x x x | x x x x x | x | x x | x x . x
plans-baselines               > x | x x . . x | x x . . x | x | x x | . . . .
plans-add-baseline            > x | x x x x x | x x x x x | x | x x | x x . x
plans-baseline                > x | x x x x x | x x x x x | x | x x | x x . x
plans-projects                > x | x x . . x | x x . . x | x | x x | . . . .
plans-add-project             > x | x x x x x | x x x x x | x | x x | x x . x
plans-project                 > x | x x . . x | x x . . x | x | x x | . . . .
plans-edit-project            > x | x x x x x | x x x x x | x | x x | x x . x
plans-money                   > x | x x x x x | x x x x x | x | x x | x x . x
plans-amount                  > x | x x x x x | x x x x x | x | x x | x x . x
plans-budgets                 > x | x x . . x | x x . . x | x | x x | . . . .
plans-add-budget              > x | x x x x x | x x x x x | x | x x | x x . x
plans-budget                  > x | x x x x x | x x x x x | x | x x | x x . x
plans-doubts                  > x | x x . . x | x x . . x | x | x x | . . . .
plans-tables                  > x | x x . . x | x x . . x | x | x x | . . . .
plans-table                   > x | x x . . x | x x . . x | x | x x | . . . .
plans-tables-file             > x | x x . . x | x x . . x | x | x x | . . . .
plans-imports                 > x | x x x x x | x x x x x | x | x x | x x . x
plans-import                  > x | x x x x x | x x x x x | x | x x | - - . x
reporting-mine                > x | x x . . x | x x . . x | x | x x | . . . .
reporting-report              > x | x x . . x | x x - - x | x | x x | . - . .
reporting-answers             > x | x x x x x | x x x x x | x | x x | . - x x
reporting-evidence            > x | x x . . x | x x - - x | x | x x | . - . .
reporting-received            > x | x x x . x | x x x . x | x | x x | . . . .
reporting-period              > x | x x x - x | x x x - x | x | x x | - - . .
reporting-duties              > x | x x x . x | x x x . x | x | x x | . . . .
reporting-duty-create         > x | x x x x x | x x x x x | x | x x | . . . x
reporting-duty                > x | x x x - x | x x x - x | x | x x | - - . .
reporting-ask                 > x | x x x x x | x x x x x | x | x x | - - . x
reporting-survey-create       > x | x x x x x | x x x x x | x | x x | . . . x
reporting-survey              > x | x x x - x | x x x - x | x | x x | - - . .
reporting-consolidated        > x | x x x - x | x x x - x | x | x x | - - . .
reporting-figure              > x | x x x - x | x x x - x | x | x x | - - . .
reporting-consolidation       > x | x x x - x | x x x - x | x | x x | - - . .
reporting-explain             > x | x x x - x | x x x - x | x | x x | - - . .
progress-plans                > x | x x . . . | x x . . . | . | x x | . . . .
progress-plan                 > x | x x . . . | x x . . . | . | x x | . . . .
progress-rankings             > x | x x . . . | x x . . . | . | x x | . . . .
progress-make                 > x | x x x x x | x x x x x | x | x x | . . . x
progress-scheme               > x | x x . . . | x x . . . | . | x x | . . . .
progress-criterion            > x | x x x x x | x x x x x | x | x x | - - . x
progress-sheet                > x | x x - . - | x x - - - | - | x x | . - . .
progress-own                  > x | x x x . x | x x x - x | x | x x | . - - -
progress-verify               > x | x x x x x | x x x x x | x | x x | - - . x
progress-public               .
progress-public-plan          .
progress-public-text          .
progress-public-ranking       .
progress-data                 .
progress-data-file            .
"""
# Forms are sent empty where TYPED says nothing.
DEEDS = """
web-components                .
web-language                  .
people-sign-in                .
account-sign-in               .
account-second                >
account-passkey-sign-in       !
account-identity-new          >
account-identity-link         > . | x x x x x | x x x x x | x | x .
account-identity-unlink       > . | x x x x x | x x x x x | x | x -
account-totp-begin            > . | . . . . . | . . . . . | . | . . | . . . .
account-totp                  > . | . . . . . | . . . . . | . | . . | . . . .
account-totp-drop             > ! | ! ! ! ! ! | ! ! ! ! ! | ! | ! ! | ! ! ! !
account-passkey-add           > ! | ! ! ! ! ! | ! ! ! ! ! | ! | ! ! | ! ! ! !
account-passkey-drop          > . | - - - - - | - - - - - | - | - - | - - - -
account-recovery              > ! | ! ! ! ! ! | ! ! ! ! ! | ! | ! ! | ! ! ! !
account-companies             > ! | x x x x x | x x x x x | x | x !
account-mandate-give          > ! | x x x x x | x x x x x | x | x -
account-mandate-end           > . | x x x x x | x x x x x | x | x -
claim-confirm                 > x | . x x x . | . x x x . | .
claim-refuse                  > x | . x x x . | . x x x . | .
people-sign-out               .
people-password               > ! | ! ! ! ! ! | ! ! ! ! ! | ! | ! ! | ! ! ! !
agencies-list                 > x | x x x x . | x x x x . | .
agencies-agency               > x | x x x x . | x x x x - | .
agencies-create               > x | x x x x ! | x x x x - | !
agencies-rename               > x | x x x x ! | x x x x - | !
agencies-correct              > x | x x x x ! | x x x x - | !
agencies-move                 > x | x x x x ! | x x x x - | !
agencies-close                > x | x x x x ! | x x x x - | !
agencies-calendar             > x | x x x x . | x x x x - | .
agencies-appoint              > x | x x x x ! | x x x x - | !
agencies-end-post             > x | x x x x ! | x x x x - | !
agencies-remit-grant          > x | x x x x ! | x x x x - | !
agencies-remit-move           > x | x x x x ! | x x x x - | !
agencies-remit-end            > x | x x x x ! | x x x x - | !
delegations-list              > x | . . . . . | . . . . . | . | . x | . . . .
delegations-make              > x | - ! - ! ! | - - - - - | ! | - x | - - - -
delegations-end               > x | - . . . . | - - - - - | . | - x | - - - -
people-list                   > x | x x x x . | x x x x . | .
people-enrol                  > x | x x x x ! | x x x x ! | !
people-account                > x | x x x x . | x x x x - | .
people-rename                 > x | x x x x ! | x x x x - | !
people-set-password           > x | x x x x ! | x x x x - | !
people-deactivate             > x | x x x x ! | x x x x - | !
people-reactivate             > x | x x x x ! | x x x x - | !
people-demo                   -
people-demo-enter             -
clocks-hours                  > x | x x x x ! | x x x x - | !
queues-call-next              > x | . x x x x | - x x x x | x
queues-finish                 > x | . x x x x | - x x x x | x
queues-lines                  > x | x x x x ! | x x x x - | !
queues-close-line             > x | x x x x . | x x x x - | .
clocks-days                   > x | x x x x ! | x x x x - | !
clocks-remove-day             > x | x x x x - | x x x x - | -
clocks-seed-holidays          > x | x x x x x | x x x x - | .
procedures-list               > x | . . . . . | . . . . . | . | . x | . . . .
procedures-publish            > x | x x x x ! | x x x x ! | !
procedures-edition            > x | . . . . . | . . . . . | . | . x | . . . .
procedures-edition-number     > x | . . . . . | . . . . . | . | . x | . . . .
dossier-intake                > x | ! x x x x | ! x x x x | x
statistics-score              > x | - x ! ! x | - - - - - | x | x x | x - x x
statistics-appraise           > x | - x x x x | - - - - - | x | x x | x - x !
statistics-close-quarter      > x | x x x x x | x x x x x | x | x x | x x x .
payments-callback             415
payments-pay                  > - | - - - - - | - - - - - | - | - ! | - - - -
payments-pay-by-key           !
payments-refund               > x | . x x x x | - x x x - | x
payments-give-back-aside      > x | . x x x x | - x x x - | x
payments-ask                  > x | . x x x . | - x x x - | .
payments-compare              > x | x x x x x | x x x x x | .
payments-resolve              > x | x x x x x | - x x x - | .
notices-retry                 > x | x x x x . | x x x x x | .
notices-drop                  > x | x x x x . | x x x x x | .
notices-retry-all             > x | x x x x . | x x x x x | .
notices-template              > x | x x x x . | x x x x . | .
notices-template-reset        > x | x x x x x | x x x x x | .
notices-wishes                > . | x x x x x | x x x x x | x | x .
notices-preference            > x | . . . . . | . . . . . | . | . x | . . . .
dossier-estimate              > x | . x x x x | . x x x x | x
dossier-refuse                > x | . x x x x | . x x x x | x
dossier-take                  > x | ! . ! ! x | - - - - x | x | x x | x x x -
dossier-complete              > x | ! . ! ! x | - - - - x | x | x x | x x x -
dossier-ask-supplement        > x | . . ! ! x | - - - - x | x | x x | x x x -
dossier-supply                > x | . . ! ! x | - - - - x | x | x x | x x x -
dossier-arrive                > x | ! . - - x | - - - - x | x | x x | x x x -
dossier-hand-over             > x | . ! ! ! x | - - - - x | x | x x | x x x -
dossier-withdraw              > x | . ! ! ! x | - - - - x | x | x x | x x x -
dossier-stop                  > x | ! ! ! . x | - - - - x | x | x x | x x x -
dossier-reappoint             > x | . . - - x | - - - - x | x | x x | x x x -
dossier-collect               > x | . x x x x | - x x x x | x
dossier-cancel-receipt        > x | . ! ! ! x | - - - - x | x | x x | x x x -
dossier-refund                > x | . ! ! ! x | - - - - x | x | x x | x x x -
dossier-defer-fee             > x | . ! ! ! x | - - - - x | x | x x | x x x -
cash-close                    > x | . x x x x | . x x x x | x
dossier-apologise             > x | . . ! . x | - - - - x | x | x x | x x x -
dossier-return                > x | ! ! ! . x | - - - - x | x | x x | x x x -
dossier-recall                > x | ! . ! ! x | - - - - x | x | x x | x x x -
dossier-reassign              > x | ! ! . . x | - - - - x | x | x x | x x x -
dossier-ask-opinion           > x | ! . ! ! x | - - - - x | x | x x | x x x -
dossier-answer-opinion        > x | ! ! . ! x | - - - - x | x | x x | x x x -
dossier-withdraw-opinion      > x | . . ! ! x | - - - - x | x | x x | x x x -
dossier-correct               > x | ! ! ! ! x | - - - - x | x | x x | x x x -
edition-moves                 > x | x x x x x | x x x x x | .
edition-move                  > x | x x x x x | x x x x x | !
online-begin                  > . | x x x x x | x x x x x | x | x .
online-batch                  > ! | x x x x x | x x x x x | x | x !
online-receiver               > - | x x x x x | x x x x x | x | x .
online-applicant              > - | x x x x x | x x x x x | x | x !
online-answers                > - | x x x x x | x x x x x | x | x !
online-papers                 > - | x x x x x | x x x x x | x | x .
online-return                 > - | x x x x x | x x x x x | x | x !
online-review                 > - | x x x x x | x x x x x | x | x .
online-newer                  > - | x x x x x | x x x x x | x | x .
online-discard                > - | x x x x x | x x x x x | x | x .
online-letter                 > - | x x x x x | x x x x x | x | x .
online-supply                 > - | x x x x x | x x x x x | x | x !
online-withdraw               > - | x x x x x | x x x x x | x | x .
online-rate                   > - | x x x x x | x x x x x | x | x .
online-accept                 > x | . x x x x | - x x x x | x
online-refuse                 > x | . x x x x | - x x x x | x
edition-move-undo             > x | x x x x x | x x x x x | .
reorganisation-list           > x | x x x x x | x x x x x | .
reorganisation-create         > x | x x x x x | x x x x x | !
reorganisation-batch          > x | x x x x x | x x x x x | .
reorganisation-add            > x | x x x x x | x x x x x | !
reorganisation-remove         > x | x x x x x | x x x x x | .
reorganisation-rehearse       > x | x x x x x | x x x x x | .
reorganisation-submit         > x | x x x x x | x x x x x | .
reorganisation-review         > x | x x x x x | x x x x x | .
reorganisation-send-back      > x | x x x x x | x x x x x | .
reorganisation-perform        > x | x x x x x | x x x x x | .
reorganisation-cancel         > x | x x x x x | x x x x x | .
portal-verify                 !
kiosk-track                   .
kiosk-number                  .
account-agree                 > . | x x x x x | x x x x x | x | x .
account-register              ! . | ! ! ! ! ! | ! ! ! ! ! | ! | ! . | ! ! ! !
account-confirm               .
account-forgot                !
account-reset                 .
account-contact               > ! | x x x x x | x x x x x | x | x !
account-contact-confirm       > . | x x x x x | x x x x x | x | x .
account-close                 > ! | x x x x x | x x x x x | x | x !
content-create                > x | x x x x x | x x x x x | x | ! x
content-begin-version         > x | x x x x x | x x x x x | x | . x
content-add-picture           > x | x x x x x | x x x x x | x | ! x
content-write                 > x | x x x x x | x x x x x | x | . x
content-submit                > x | x x x x x | x x x x x | x | . x
content-publish               > x | x x x . x | x x x - x | x | . x | x x x -
content-send-back             > x | x x x . x | x x x - x | x | . x | x x x -
content-withdraw              > x | x x x . x | x x x - x | x | . x | x x x -
content-restore               > x | x x x x x | x x x x x | x | . x
portal-look-up                !
api-token                     401
api-files                     401
api-submissions               401
api-supplements               401
api-withdrawal                401
api-webhooks                  401
api-clients                   > ! | x x x x x | x x x x x | ! | x !
api-client-rotate             > - | x x x x - | x x x x - | . | x .
api-client-end                > - | x x x x - | x x x x - | . | x .
api-tell-again                > - | x x x x - | x x x x - | . | x .
measures-count                > x | x x x x x | x x x x x | !
plans-begin                   > x | x x x x x | x x x x x | x | x x | ! ! ! x
plans-legal                   > x | x x x x x | x x x x x | x | x x | . . . x
plans-rename                  > x | x x x x x | x x x x x | x | x x | x x ! x
plans-section-add             > x | x x x x x | x x x x x | x | x x | x x ! x
plans-section                 > x | x x x x x | x x x x x | x | x x | x x . x
plans-section-name            > x | x x x x x | x x x x x | x | x x | x x . x
plans-section-move            > x | x x x x x | x x x x x | x | x x | x x . x
plans-section-skip            > x | x x x x x | x x x x x | x | x x | x x . x
plans-section-restore         > x | x x x x x | x x x x x | x | x x | x x . x
plans-section-remove          > x | x x x x x | x x x x x | x | x x | x x . x
plans-section-figures         > x | x x x x x | x x x x x | x | x x | x x . x
plans-section-legal           > x | x x x x x | x x x x x | x | x x | x x . x
plans-versions                > x | x x x x x | x x x x x | x | x x | x x . x
plans-comments                > x | x x . . x | x x ! ! x | x | x x | . ! . .
plans-agree                   > x | x x . . x | x x x x x | x | x x | . x x x
plans-answer                  > x | x x x x x | x x x x x | x | x x | x x . x
plans-send-for-comment        > x | x x x x x | x x x x x | x | x x | - - . x
plans-submit                  > x | x x x x x | x x x x x | x | x x | - - . x
plans-approve                 > x | x x x x x | x x x x x | x | x x | x x x .
plans-send-back               > x | x x x x x | x x x x x | x | x x | x x x .
plans-publish                 > x | x x x x x | x x x x x | x | x x | x x . x
plans-amend                   > x | x x x x x | x x x x x | x | x x | x x . x
plans-end                     > x | x x x x x | x x x x x | x | x x | x x . x
plans-add-target              > x | x x x x x | x x x x x | x | x x | x x ! x
plans-edit-target             > x | x x x x x | x x x x x | x | x x | x x ! x
plans-drop-target             > x | x x x x x | x x x x x | x | x x | x x . x
plans-assign                  > x | x x x x x | x x x x x | x | x x | x x . x
plans-undo-assignment         > x | x x x x x | x x x x x | x | x x | x x . x
plans-add-indicator           > x | x x x x x | x x x x x | x | x x | x x ! x
plans-indicator               > x | x x x x x | x x x x x | x | x x | x x ! x
plans-add-baseline            > x | x x x x x | x x x x x | x | x x | x x ! x
plans-baseline                > x | x x x x x | x x x x x | x | x x | x x ! x
plans-drop-baseline           > x | x x x x x | x x x x x | x | x x | x x . x
plans-add-project             > x | x x x x x | x x x x x | x | x x | x x ! x
plans-edit-project            > x | x x x x x | x x x x x | x | x x | x x ! x
plans-drop-project            > x | x x x x x | x x x x x | x | x x | x x . x
plans-follow                  > x | x x x x x | x x x x x | x | x x | x x . x
plans-money                   > x | x x x x x | x x x x x | x | x x | x x ! x
plans-amount                  > x | x x x x x | x x x x x | x | x x | x x ! x
plans-drop-amount             > x | x x x x x | x x x x x | x | x x | x x . x
plans-add-budget              > x | x x x x x | x x x x x | x | x x | x x ! x
plans-budget                  > x | x x x x x | x x x x x | x | x x | x x ! x
plans-drop-budget             > x | x x x x x | x x x x x | x | x x | x x . x
plans-doubts                  > x | x x x x x | x x x x x | x | x x | x x . x
plans-imports                 > x | x x x x x | x x x x x | x | x x | x x ! x
plans-import-change           > x | x x x x x | x x x x x | x | x x | - - . x
reporting-report              > x | x x x x x | x x - - x | x | x x | . - x x
reporting-submit              > x | x x x . x | x x - - x | x | x x | . - x x
reporting-accept              > x | x x x x x | x x x - x | x | x x | x - . .
reporting-return              > x | x x x x x | x x x - x | x | x x | x - . .
reporting-reopen              > x | x x x x x | x x x - x | x | x x | x - . .
reporting-answers             > x | x x x x x | x x x x x | x | x x | . - x x
reporting-lock                > x | x x x - x | x x x - x | x | x x | - - . .
reporting-unlock              > x | x x x - x | x x x - x | x | x x | - - . .
reporting-duty-create         > x | x x x x x | x x x x x | x | x x | ! ! ! x
reporting-duty                > x | x x x - x | x x x - x | x | x x | - - ! .
reporting-duty-stop           > x | x x x x x | x x x x x | x | x x | - - . x
reporting-ask                 > x | x x x x x | x x x x x | x | x x | - - . x
reporting-survey-create       > x | x x x x x | x x x x x | x | x x | ! ! ! x
reporting-consolidate         > x | x x x - x | x x x - x | x | x x | - - . .
progress-make                 > x | x x x x x | x x x x x | x | x x | ! ! ! x
progress-criterion            > x | x x x x x | x x x x x | x | x x | - - ! x
progress-drop                 > x | x x x x x | x x x x x | x | x x | - - . x
progress-open                 > x | x x x x x | x x x x x | x | x x | - - . x
progress-close-self           > x | x x x x x | x x x x x | x | x x | x x . x
progress-close-verify         > x | x x x x x | x x x x x | x | x x | x x . x
progress-publish              > x | x x x x x | x x x x x | x | x x | x x x .
progress-own                  > x | x x x . x | x x x - x | x | x x | . - - -
progress-verify               > x | x x x x x | x x x x x | x | x x | - - . x
progress-answer               > x | x x x . x | x x x x x | x | x x | . x x x
"""


DOORS = ("/dang-nhap/", "/tai-khoan/dang-nhap/")


def rows(table: str) -> dict[str, str]:
    """Name of the address -> its signs."""
    return {name: whole(signs) for name, signs in (line.split(maxsplit=1) for line in table.strip().splitlines())}


def addresses(resolver: URLResolver) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield entry.name or str(entry.pattern)
        else:
            yield from addresses(entry)


def sign(client: Client, method: str, address: str, typed: dict[str, Any]) -> str:
    with rolled_back():
        answer = client.get(address) if method == "get" else client.post(address, typed)
        if answer.status_code == 302:
            return ">" if answer.headers["Location"].startswith(DOORS) else "."
        return {200: ".", 403: "x", 404: "-", 405: "#", 400: "!", 409: "!", 422: "!"}.get(
            answer.status_code, str(answer.status_code)
        )


def asked(world: World, method: str, name: str, *actors: str) -> str:
    """The signs of a row as they are now; one sign where everybody has the same."""
    with rolled_back(), world.as_it_was():
        if method == "post" and name in BEFORE:
            BEFORE[name](world)
        address = reverse(name, args=arguments(world, name))
        if method == "get":
            address += ASKED.get(name, "")
        said = typed(world, name) if method == "post" else {}
        return grouped([sign(world.client(actor), method, address, said) for actor in actors or ORDER])


def typed(world: World, name: str) -> dict[str, Any]:
    """What the form of an address says."""
    if name in plan_pages.TYPED:
        return plan_pages.TYPED[name](world.plans)
    named = {"opinion": str(world.opinion), "to": str(world.account("specialist").pk)}
    return {"version": str(current(world)), **named, **TYPED.get(name, {})}


def current(world: World) -> int:
    world.dossier.refresh_from_db()
    return world.dossier.version


def on_plans(deed: Callable[[Plans], object]) -> Callable[[World], None]:
    """Something that happens on the plans' part of the stage."""

    def happens(world: World) -> None:
        deed(world.plans)

    return happens


# What must have happened for a deed to be possible, and what its form says; other forms are sent empty.
BEFORE: dict[str, Callable[[World], None]] = {
    "notices-retry-all": World.give_up,
    "reorganisation-review": World.submit_merger,
    "reorganisation-send-back": World.submit_merger,
    "reorganisation-perform": World.review_merger,
    "queues-finish": World.call,
    "online-supply": World.ask,
    "online-rate": World.decide,
    "dossier-supply": World.ask,
    "dossier-arrive": World.await_tax,
    "dossier-hand-over": World.decide,
    "dossier-return": World.propose,
    "dossier-recall": World.propose,
    "dossier-collect": World.owe,
    "dossier-defer-fee": World.owe,
    "dossier-cancel-receipt": World.have_paid,
    "dossier-refund": World.pay_and_withdraw,
    "dossier-reappoint": World.land,
    "dossier-apologise": World.be_late,
    "dossier-answer-opinion": World.ask_opinion,
    "dossier-withdraw-opinion": World.ask_opinion,
    **{name: on_plans(deed) for name, deed in plan_pages.BEFORE.items()},
}
# What a page is asked for besides.
ASKED = {"measures-behind": "?ngay=2026-01-02"}
GRANT = {"element": "examine", "choice": "propose_grant", **{f"result-{key}": said for key, said in GRANTED.items()}}
TYPED: dict[str, dict[str, str]] = {
    "notices-retry-all": {"channel": "email", "reason": "550"},
    "reorganisation-send-back": {"reason": "Thiếu"},
    "reorganisation-cancel": {"reason": "Thôi"},
    "reorganisation-perform": {"now": "on"},
    "online-refuse": {"reason": "Ảnh mờ"},
    "online-receiver": {"version": ""},
    "online-withdraw": {"reason": "Nộp nhầm"},
    "online-rate": {"level": "satisfied"},
    "payments-refund": {"reason": "Đã rút"},
    "payments-give-back-aside": {"reason": "Chuyển khoản số 12"},
    "payments-compare": {"day": "2026-01-02"},
    "payments-resolve": {"note": "Của ngày sau"},
    "dossier-refuse": {"refusal_reason": "Sai thẩm quyền", "applicant-name": "Trần Thị Mẫu"},
    "dossier-take": {"element": "examine"},
    "dossier-complete": GRANT,
    "dossier-ask-supplement": {"wanted": "Giấy báo tử", "reason": "Mờ"},
    "dossier-arrive": {"element": "tax_paid"},
    "dossier-return": {"element": "sign", "to": "examine", "reason": "Sai số"},
    "dossier-recall": {"reason": "Ghi nhầm"},
    "dossier-hand-over": {"receiver": "Trần Thị Mẫu"},
    "dossier-collect": {"method": "cash"},
    "dossier-defer-fee": {"reason": "Chuyển khoản sau"},
    "dossier-cancel-receipt": {"reason": "Ghi nhầm"},
    "dossier-refund": {"reason": "Rút hồ sơ"},
    "dossier-withdraw": {"reason": "Nộp nơi khác"},
    "dossier-stop": {"reason": "Không hợp tác"},
    "dossier-reappoint": {"days": "1", "reason": "Đi họp"},
    "dossier-apologise": {"reason": "Máy in hỏng"},
    "dossier-reassign": {"element": "examine", "reason": "Nghỉ ốm"},
    "dossier-ask-opinion": {"element": "examine", "whom": "unit_head", "question": "Đủ chưa?", "days": "1"},
    "dossier-answer-opinion": {"agrees": "yes", "answer": "Đủ"},
    "dossier-withdraw-opinion": {"reason": "Đã rõ"},
    "clocks-remove-day": {"day": "2026-01-02"},
    "content-begin-version": {"language": "en"},
    "content-write": {"title": "Lịch nghỉ", "seen": "1"},
    "content-submit": {"seen": "1"},
    "content-publish": {"seen": "1"},
    "content-send-back": {"reason": "Thiếu nguồn"},
    "content-withdraw": {"reason": "Nhầm"},
    "claim-confirm": {"evidence": "Giấy chứng nhận đăng ký"},
    "claim-refuse": {"reason": "Sai tên"},
}


def arguments(world: World, name: str) -> list[Any]:
    """What the address names: always things of the commune that has the dossier."""
    scan, sent = world.dossier.scans.get().pk, world.submission.files.earliest("pk").pk
    exact: dict[str, list[Any]] = {
        "kiosk": [world.counter.code],
        "kiosk-lines": [world.counter.code],
        "kiosk-number": [world.counter.code, world.line.pk],
        "kiosk-procedure": [world.counter.code, world.edition.procedure.slug],
        "kiosk-procedures": [world.counter.code],
        "kiosk-track": [world.counter.code],
        "queues-call-next": [world.line.pk],
        "queues-close-line": [world.line.pk],
        "queues-finish": [world.ticket.pk],
        "queues-lines": [world.counter.pk],
        "queues-screen": [world.counter.code],
        "statistics-report": ["tinh-hinh"],
        "statistics-score": [world.commune.pk],
        "statistics-appraise": [world.commune.pk],
        "edition-move": [world.edition.pk, world.edition.pk],
        "reorganisation-list": [],
        "reorganisation-create": [],
        "reorganisation-add": [world.merger.pk, "sap-nhap"],
        "reorganisation-remove": [world.merger.pk, world.merger.changes.get().pk],
        "content-section": ["tin-tuc"],
        "content-section-feed": ["tin-tuc"],
        "content-article": ["tin-tuc", "lich-nghi"],
        "content-print": ["tin-tuc", "lich-nghi"],
        "content-attachment": ["tin-tuc", "lich-nghi"],
        "content-picture": [world.photo.pk, 320],
        "agencies-calendar": [world.commune.pk, 2026],
        "agencies-end-post": [world.post("specialist").pk],
        "clocks-days": [world.commune.pk, 2026],
        "clocks-seed-holidays": [world.commune.pk, 2026],
        "dossier-estimate": [world.edition.pk],
        "dossier-file": [world.dossier.code, scan],
        "dossier-file-download": [world.dossier.code, scan],
        "dossier-file-page": [world.dossier.code, scan, 1],
        "dossier-intake": [world.edition.pk],
        "dossier-intake-refused": [world.refused.pk],
        "dossier-intake-refusal-paper": [world.refused.pk],
        "dossier-paper": [world.dossier.code, "receipt"],
        "dossier-refuse": [world.edition.pk],
        "notices-drop": [world.message.pk],
        "notices-letter": ["0" * 32],
        "notices-message": [world.message.pk],
        "notices-retry": [world.message.pk],
        "notices-template": ["ready", "sms", "vi"],
        "notices-template-reset": ["ready", "sms", "vi"],
        "online-submission": [world.submission.code],
        "online-accept": [world.submission.code],
        "online-refuse": [world.submission.code],
        "online-file": [world.submission.code, sent],
        "online-file-download": [world.submission.code, sent],
        "online-file-page": [world.submission.code, sent, 1],
        "papers-preview-paper": ["receipt"],
        "papers-preview-picture": ["receipt"],
        "portal-look-up-by-key": [world.dossier.lookup_key],
        "portal-procedure": [world.edition.procedure.slug],
        "portal-blank": [world.edition.procedure.slug],
        "procedures-edition": [world.edition.procedure.code],
        "procedures-edition-number": [world.edition.procedure.code, "1"],
    }
    if name in exact:
        return exact[name]
    if name.startswith(OF_PLANS):
        return plan_pages.arguments(world.plans, name)
    if name.startswith("api-"):
        return of_the_api(world, name)
    if name in {"dossier-slip", "dossier-leg-result"}:
        world.await_tax()
        return [world.dossier.code, world.dossier.slips.earliest("pk").pk if name == "dossier-slip" else 1]
    if name in OF_APPLICANTS:
        return OF_APPLICANTS[name](world)
    if name == "online-refusal-slip":
        online.refuse(world.submission.pk, reason="Ảnh mờ", by=world.clerk, at=world.at)
        return [world.submission.code]
    if name == "dossier-opinion":
        world.ask_opinion()
        return [world.dossier.code, world.opinion]
    if name.startswith("payments-"):
        return of_payments(world, name)
    if name in MADE_FOR:
        return [MADE_FOR[name](world)]
    if name in {"delegations-list", "cash-days"}:
        return []
    if name.startswith("cash-"):
        return [timezone.localdate(world.at).isoformat()]
    if name in {"dossier-receive", "dossier-search", "dossier-register", "dossier-register-book"}:
        return []
    kind = name.split("-")[0]
    if kind == "reorganisation":
        return [world.merger.pk]
    if kind == "dossier":
        return [world.dossier.code]
    if kind in {"agencies", "clocks"} and name != "agencies-list":
        return [world.commune.pk]
    return [world.account("specialist").pk] if name in OF_ACCOUNTS else []


OF_APPLICANTS: dict[str, Callable[[World], list[Any]]] = {
    **dict.fromkeys(
        ("online-begin", "online-batch", "online-batch-template"), lambda world: [world.edition.procedure.slug]
    ),
    **dict.fromkeys(
        (
            *("online-draft", "online-receiver", "online-applicant", "online-papers", "online-return"),
            *("online-review", "online-newer", "online-discard"),
        ),
        lambda world: [world.draft.key],
    ),
    "online-answers": lambda world: [world.draft.key, compiled(world.edition).form.pages()[0].key],
    "online-draft-file": lambda world: [world.draft.key, world.draft.files.earliest("pk").pk],
    "online-draft-picture": lambda world: [world.draft.key, world.draft.files.earliest("pk").pk],
    **dict.fromkeys(
        ("online-case", "online-supply", "online-withdraw", "online-rate"), lambda world: [world.dossier.code]
    ),
    "online-filed": lambda world: [world.submission.code],
    "online-letter": lambda world: [world.dossier.code, "receipt"],
    "online-case-file": lambda world: [world.dossier.code, world.dossier.scans.get().pk],
    "online-batch-done": lambda world: [world.send_batch().pk],
}


def of_payments(world: World, name: str) -> list[Any]:
    if name in {"payments-callback", "payments-orders", "payments-reports", "payments-compare"}:
        return []
    if name == "payments-resolve":
        return [world.mismatch().pk]
    if name == "payments-report":
        return [world.mismatch().report.day.isoformat()]
    if name in {"payments-pay", "payments-pay-by-key"}:
        world.owe()
        return [world.dossier.code if name == "payments-pay" else world.dossier.lookup_key]
    order = world.refund_fails() if name == "payments-give-back-aside" else world.pay_online()
    if name.endswith("-by-key"):
        return [order.dossier.lookup_key]
    return [order.dossier.code if name in {"payments-result", "payments-receipt"} else order.code]


# What an address names that the world has not before it is asked.
MADE_FOR: dict[str, Callable[[World], int]] = {
    **dict.fromkeys(
        ("content-page", "content-begin-version", "content-add-picture"), lambda world: world.article.page_id
    ),
    **dict.fromkeys(("content-version", "content-withdraw", "content-restore"), lambda world: world.article.pk),
    **dict.fromkeys(("content-write", "content-submit"), lambda world: world.draft_article().pk),
    **dict.fromkeys(("content-publish", "content-send-back"), lambda world: world.submit_article().pk),
    "edition-move-undo": lambda world: world.move_edition().pk,
    "fee-receipt-paper": lambda world: world.pay().pk,
    "agencies-remit-end": lambda world: world.remit().pk,
    "agencies-remit-move": lambda world: world.remit().pk,
    "delegations-make": lambda world: world.post("specialist").pk,
    "delegations-end": lambda world: world.delegation().pk,
    "account-identity-unlink": lambda world: world.linked().pk,
    "account-passkey-drop": lambda world: world.passkey().pk,
    "account-mandate-give": lambda world: world.mandate(confirmed=True).party_id,
    "account-mandate-end": lambda world: world.mandate(confirmed=True).pk,
    "claim-confirm": lambda world: world.mandate(confirmed=False).pk,
    "claim-refuse": lambda world: world.mandate(confirmed=False).pk,
}
OF_PLANS = ("measures-", "plans-", "reporting-", "progress-")
OF_ACCOUNTS = {"people-account", "people-rename", "people-set-password", "people-deactivate", "people-reactivate"}


def of_the_api(world: World, name: str) -> list[Any]:
    if name in {"api-submission", "api-supplements", "api-withdrawal", "api-result"}:
        return [world.dossier.code]
    if name.startswith("api-client-") or name == "api-client":
        return [world.programme().pk]
    if name == "api-tell-again":
        told = world.told()
        return [told.hook.client_id, told.pk]
    exact: dict[str, list[Any]] = {"api-procedure": [world.edition.procedure.slug], "api-webhook": [1]}
    return exact.get(name, [])


def grouped(signs: list[str]) -> str:
    if len(set(signs)) == 1:
        return signs[0]
    groups = ((0, 2), (2, 7), (7, 12), (12, 13), (13, 15), (15, 19))
    return " | ".join(" ".join(signs[start:end]) for start, end in groups)


def whole(signs: str) -> str:
    """A row with the last groups, each of which is left out where all in it are forbidden."""
    return signs + {3: " | x x | x x x x", 4: " | x x x x"}.get(signs.count("|"), "")


def test_every_address_has_a_row() -> None:
    assert set(rows(PAGES)) | set(rows(DEEDS)) == set(addresses(get_resolver()))


@pytest.mark.parametrize("name", rows(PAGES))
def test_a_page_opens_to_those_it_is_for(name: str, world: World) -> None:
    assert asked(world, "get", name) == rows(PAGES)[name]


@pytest.mark.parametrize("name", rows(DEEDS))
def test_a_form_is_taken_from_those_it_is_for(name: str, world: World) -> None:
    assert asked(world, "post", name) == rows(DEEDS)[name]


@pytest.mark.parametrize(("method", "table", "other"), [("get", PAGES, DEEDS), ("post", DEEDS, PAGES)])
def test_what_has_no_row_for_a_method_is_not_asked_that_way(method: str, table: str, other: str, world: World) -> None:
    left_out = rows(other).keys() - rows(table).keys()
    assert {name: asked(world, method, name, "root") for name in left_out} == dict.fromkeys(left_out, "#")
