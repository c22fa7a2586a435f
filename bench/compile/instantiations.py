"""Template instantiations against a record: they are the same on every machine, as seconds are not."""
import json
import pathlib
import shutil
import subprocess
import sys

from compiling import instantiations
from units import HERE, Unit, alone

RECORD = HERE / "instantiations.json"
ALLOWED = 1.03
UNITS = {"A3, forward": alone("A3"), "A3, a step on one sample": alone("A3", "-DA3_TRAINING"),
         "A5, forward": Unit("A5", {"ctnn": HERE / "digits.cpp"}),
         "C1, a step on 32 samples": Unit("C1", {"ctnn": HERE / "digits.cpp"}, ["-DC1_TRAINING"])}
# What a count depends on beside ctnn; each header defines its version.
PROBE = "#include <ctnn/ctnn.hpp>\n#include <boost/hana/version.hpp>\n"


def find_clang(compilers):
    """The first of them that is Clang, or else the one of the record; None where there is none."""
    with open(RECORD, encoding="utf-8") as file:
        recorded = f"clang++-{json.load(file)['for']['clang']}"
    named = [c for c in compilers if "clang" in pathlib.Path(c).resolve().name]
    return (named or [path for path in [shutil.which(recorded)] if path] or [None])[0]


def versions(clang, includes):
    command = [clang, "-std=c++20", "-march=x86-64-v3", *["-I" + i for i in includes], "-E", "-dM",
               "-x", "c++", "-"]
    text = subprocess.run(command, input=PROBE, stdout=subprocess.PIPE, text=True, check=True).stdout
    macros = (line.split(maxsplit=2)[1:] for line in text.splitlines())
    defined = dict(macro for macro in macros if len(macro) == 2)
    library = ("libstdc++ " + defined["_GLIBCXX_RELEASE"] if "_GLIBCXX_RELEASE" in defined else
               "libc++ " + defined["_LIBCPP_VERSION"])
    return {"clang": defined["__clang_major__"],
            "Boost.Hana": f"{defined['BOOST_HANA_MAJOR_VERSION']}.{defined['BOOST_HANA_MINOR_VERSION']}",
            "standard library": library}


def count(clang, includes):
    return {name: instantiations(clang, includes, unit, "ctnn") for name, unit in UNITS.items()}


def record(clang, includes):
    document = {"for": versions(clang, includes), "instantiations": count(clang, includes)}
    RECORD.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    print(RECORD.read_text(encoding="utf-8"), end="")


def check(clang, includes):
    document = json.loads(RECORD.read_text(encoding="utf-8"))
    here = versions(clang, includes)
    if here != document["for"]:
        print(f"skipped: recorded for {document['for']}, and this is {here}")
        return
    too_many = []
    for name, now in count(clang, includes).items():
        before = document["instantiations"][name]
        print(f"{name}: {now}, recorded {before}, {100 * (now / before - 1):+.1f} %")
        if now > ALLOWED * before:
            too_many.append(name)
    if too_many:
        sys.exit(f"measure.py: more than {100 * (ALLOWED - 1):.0f} % over the record: "
                 f"{', '.join(too_many)}. Find what instantiates them with clang++ -ftime-trace; where "
                 "they are worth it, record anew: measure.py instantiations --record, and the reason "
                 "goes into the commit.")
