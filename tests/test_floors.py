"""Foreign keys point downward only, by the floors that pyproject names: a linter of imports cannot see them."""

import tomllib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent


def floors() -> dict[str, int]:
    """Return the height of each package's floor; neighbours share one."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "floors")
    return {name.strip(): -height for height, layer in enumerate(layers) for name in layer.split("|")}


def package(model: Any) -> str | None:
    """Return our package that a model belongs to, or None."""
    parts = model.__module__.split(".")
    return parts[1] if parts[0] == "hamdeli" else None


def upward(models: Any) -> list[str]:
    """Return each key of a model of ours that points up, or sideways to another package."""
    heights, found = floors(), []
    for model in models:
        home = package(model)
        for field in model._meta.get_fields(include_hidden=True) if home else []:
            target = package(field.related_model) if is_key(field) else None
            if target and target != home and heights[target] >= heights[str(home)]:
                found.append(f"{home}.{model.__name__}.{field.name} -> {target}")
    return found


def is_key(field: Any) -> bool:
    """Tell whether this end of a relation is where the key stands."""
    return bool(field.is_relation and field.related_model and not field.auto_created)


def test_every_package_has_its_floor() -> None:
    packages = {path.parent.name for path in (ROOT / "hamdeli").glob("*/__init__.py")}
    assert packages == set(floors())


def test_foreign_keys_point_downward_only() -> None:
    models = list(apps.get_models(include_auto_created=True))
    assert len([model for model in models if package(model)]) > 10
    assert upward(models) == []


def planted(home: str, target: str) -> Any:
    """Return something like a model of the package `home` with a key to the package `target`."""
    related = SimpleNamespace(__module__=f"hamdeli.{target}.models")
    field = SimpleNamespace(name="planted", is_relation=True, related_model=related, auto_created=False)
    meta = SimpleNamespace(get_fields=lambda include_hidden: [field])
    return SimpleNamespace(__module__=f"hamdeli.{home}.models", __name__="Planted", _meta=meta)


def test_a_planted_key_upward_or_sideways_is_found() -> None:
    assert upward([planted("centres", "casework")]) == ["centres.Planted.planted -> casework"]
    assert upward([planted("desk", "api")]) == ["desk.Planted.planted -> api"]
    assert upward([planted("casework", "centres")]) == []
