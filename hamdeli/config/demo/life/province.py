"""What else happens in a province: screenings, referrals, money, supervision; and the words by which it is found."""

from hamdeli.config.demo.life.finding import store_words
from hamdeli.config.demo.life.harms import store_harms
from hamdeli.config.demo.life.money import store_lists, store_money
from hamdeli.config.demo.life.onward import store_onward
from hamdeli.config.demo.life.scene import Scene
from hamdeli.config.demo.life.supervising import store_checks
from hamdeli.config.demo.life.volunteers import store_volunteers


def live_on(scene: Scene) -> None:
    """Store it, after the visits and plans of the province."""
    store_volunteers(scene)
    store_harms(scene)
    store_onward(scene)
    if scene.lively is None:
        return
    store_money(scene)
    store_lists(scene)
    store_checks(scene)
    store_words(scene.lively.county)
