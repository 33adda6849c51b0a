from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from tests.cast import Cast
from workflows.category_tree import CategoryTree
from workflows.models import Category


def test_it_walks_depth_first_in_the_offices_order(cast: Cast) -> None:
    below = Category.objects.create(parent=cast.lift_category, name_sv="Fel", order=2)
    first = Category.objects.create(parent=cast.lift_category, name_sv="Ö", order=1)
    tree = CategoryTree()
    assert tree.order == [cast.door_category.pk, cast.lift_category.pk, first.pk, below.pk]
    assert list(tree.sort(Category.objects.all()).values_list("pk", flat=True)) == tree.order


def test_it_says_the_path_in_the_readers_language(cast: Cast) -> None:
    below = Category.objects.create(parent=cast.lift_category, name_sv="Fel", name_en="Fault")
    with translation.override("en"):
        assert CategoryTree().path(below.pk) == "Lift › Fault"
        assert CategoryTree().path(below.pk, "sv") == "Hiss › Fel"


def test_it_bears_a_loop_in_the_data(cast: Cast) -> None:
    below = Category.objects.create(parent=cast.lift_category, name_sv="Fel")
    Category.objects.filter(pk=cast.lift_category.pk).update(parent=below)
    tree = CategoryTree()
    assert set(tree.order) == set(tree.nodes)
    assert tree.path(below.pk) == "Hiss › Fel"


def test_it_offers_no_category_that_is_not_in_use(cast: Cast) -> None:
    Category.objects.filter(pk=cast.lift_category.pk).update(is_active=False)
    assert [pk for pk, _name in CategoryTree().choices()] == [cast.door_category.pk]


def test_it_asks_once(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as queries:
        CategoryTree().choices()
    assert len(queries) == 1
