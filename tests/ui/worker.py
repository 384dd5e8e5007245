"""A page that can do without the network."""

from playwright.sync_api import Page


def with_its_worker(page: Page) -> Page:
    """A page that has been opened, whose service worker is ready for the network to go."""
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    return page
