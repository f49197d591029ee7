"""Prints the packages of requirements-scale.txt that the settings of this site ask for, installed or not."""

from coproduction_site.extra_packages import OF_SCALE, NotInstalled


def of_this_site() -> set[str]:
    try:
        from coproduction_site.settings import EXTRA_PACKAGES
    except NotInstalled as error:
        return error.needed & OF_SCALE
    return set(EXTRA_PACKAGES.values()) & OF_SCALE


if __name__ == "__main__":
    print(*sorted(of_this_site()))
