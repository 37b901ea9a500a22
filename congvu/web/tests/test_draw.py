"""Every kind of field is drawn, with its help and its errors tied to it."""

from django.test import Client


def test_the_page_of_components_opens_on_both_faces(client: Client, db: None) -> None:
    for address in ("/thanh-phan/", "/thanh-phan/?mat=ban"):
        assert client.get(address).status_code == 200
