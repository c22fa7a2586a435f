"""The machine code of A3's inference and of its training step."""
import pathlib
import subprocess
import tempfile

from compiling import command_of, run
from units import CONTENDERS, FORWARD, TITLES, TRAINING


def text_bytes(path):
    """All sections of code: a template's instance has one of its own."""
    listing = subprocess.run(["size", "-A", "-d", str(path)], stdout=subprocess.PIPE, text=True,
                             check=True).stdout
    rows = [line.split() for line in listing.splitlines()]
    return sum(int(row[1]) for row in rows
               if len(row) == 3 and (row[0] == ".text" or row[0].startswith(".text.")))


def table(compilers, includes):
    names = CONTENDERS[1:]
    lines = ["| text section, bytes | " + " | ".join(TITLES[n] for n in names) + " |",
             "| --- |" + " --- |" * len(names)]
    for compiler in compilers:
        for unit, title in ((FORWARD, "A3, forward"), (TRAINING, "A3, a step on one sample")):
            for level in ("-O2", "-Os"):
                cells = []
                for name in names:
                    with tempfile.TemporaryDirectory() as folder:
                        target = pathlib.Path(folder) / "unit.o"
                        run(command_of(compiler, includes, unit, name, target, [level]))
                        cells.append(f"{text_bytes(target):,}")
                lines.append(f"| {title}, {compiler} {level} | " + " | ".join(cells) + " |")
    return "\n".join(lines)
