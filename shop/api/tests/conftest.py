"""How these tests ask the API."""

import pytest


@pytest.fixture
def ask(client):
    """Asks an address of the API; the answer as data."""

    def get(address, params=None, *, status=200):
        response = client.get(f"/api/v1{address}", params)
        assert response.status_code == status, response.content
        assert response["Content-Type"].startswith("application/json")
        return response.json()

    return get
