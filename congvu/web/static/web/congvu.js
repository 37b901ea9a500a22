/* Everything here only makes quicker what works without it. */
"use strict";
