from website.models.brand import Brand
from website.models.home_page import HomePage
from website.models.text_page import TextPage

__all__ = ["Brand", "HomePage", "TextPage"]
