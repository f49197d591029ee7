"""How a file stands in a copy: as it is, or sealed if there is a key."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from coproduction_site.backup import sealing


@dataclass(frozen=True)
class Keeping:
    """Paths are given without the ending of a sealed file. A copy may hold both kinds."""

    key: str = ""

    def place(self, path: Path) -> Path:
        return path.with_name(path.name + sealing.SUFFIX) if self.key else path

    def keep(self, source: Path, path: Path) -> None:
        if self.key:
            sealing.seal(source, self.place(path), self.key)
        else:
            shutil.copy2(source, path)

    def bring(self, path: Path, target: Path) -> None:
        """Raises WrongKey if it is sealed and this is not its key."""
        sealed = path.with_name(path.name + sealing.SUFFIX)
        if sealed.exists():
            sealing.unseal(sealed, target, self.key)
        else:
            shutil.copy2(path, target)

    @staticmethod
    def plain(stored: Path) -> Path:
        return stored.with_name(stored.name.removesuffix(sealing.SUFFIX))

    @staticmethod
    def has(path: Path) -> bool:
        return path.exists() or path.with_name(path.name + sealing.SUFFIX).exists()
