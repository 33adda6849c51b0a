from django.urls import path

from website.views import brand_css

urlpatterns = [path("brand.css", brand_css, name="brand_css")]
