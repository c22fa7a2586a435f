"""What disassembled x86-64 code does where it is hot.

That is in an innermost loop that multiplies and adds vectors, and in a long run without jumps and
calls, from its first multiply-add of what is read to its last. For a matrix product either is the
contraction, in which all sums belong in registers. A contraction that jumps or calls is several runs,
as far as they are long enough.
"""
import dataclasses
import re

FUNCTION = re.compile(r"^([0-9a-f]+) <(.+)>:$")
INSTRUCTION = re.compile(r"^\s*([0-9a-f]+):\s+(?:(?:bnd|notrack|rep|repz|lock)\s+)*(\S+)\s*(.*)$")
FUSED = re.compile(r"^vfn?m(add|sub)\d*p[sd]$")
MULTIPLY, ADD = re.compile(r"^v?mulp[sd]$"), re.compile(r"^v?(add|sub)p[sd]$")
STORE = re.compile(r"^v?movu?[ad]?p[sd] %[xyz]mm\d+,.*\(")
# As many as 16 inputs and 64 outputs take in the widest registers.
MULTIPLY_ADDS_OF_A_RUN = 64
VECTOR = re.compile(r"%([xyz])mm\d+")
# The register that an address in memory starts from, and one with an index.
BASE = re.compile(r"\((%\w+)")
INDEXED = re.compile(r"\(%\w+,%\w+")


@dataclasses.dataclass(frozen=True)
class Instruction:
    address: int
    name: str
    operands: str

    @property
    def target(self):
        """Where a jump goes, if it says."""
        match = re.match(r"([0-9a-f]+) <", self.operands)
        return int(match[1], 16) if self.name.startswith("j") and match else None

    @property
    def leaves(self):
        """Whether what is done next may be something else than what stands next."""
        return self.name.startswith(("j", "call", "ret"))

    def multiplies_and_adds_besides(self, pointers):
        """Whether it does so with what it reads by another register than one of these."""
        base = BASE.search(self.operands)
        return FUSED.match(self.name) is not None and base is not None and base[1] not in pointers

    @property
    def widths(self):
        """The registers' letters: x, y and z of 128, 256 and 512 bits."""
        return set(VECTOR.findall(self.operands))


@dataclasses.dataclass
class Stretch:
    """A loop or a run of a function."""
    kind: str
    function: str
    body: list
    stack: frozenset  # the registers that point to the function's own stack

    def __str__(self):
        lines = [f"  {i.address:x}: {i.name} {i.operands}" for i in self.body]
        return "\n".join([f"the {self.kind} at {self.body[0].address:x} of {self.function}:", *lines])

    def has(self, name):
        return any(name.match(i.name) for i in self.body)

    @property
    def multiplies_and_adds(self):
        return self.is_fused or (self.has(MULTIPLY) and self.has(ADD))

    @property
    def is_fused(self):
        return self.has(FUSED)

    @property
    def stores_each_sum(self):
        """Whether it stores a register for each that it adds to, as an update of weights does."""
        sums = sum(ADD.match(i.name) is not None for i in self.body)
        return sums <= sum(STORE.match(f"{i.name} {i.operands}") is not None for i in self.body)

    @property
    def multiply_adds_by_index(self):
        """Those that read from an address with an index, which Intel's cores take as two operations."""
        return [i for i in self.body if FUSED.match(i.name) and INDEXED.search(i.operands)]

    @property
    def widths(self):
        """Of the registers that are multiplied."""
        return {w for i in self.body if FUSED.match(i.name) or MULTIPLY.match(i.name) for w in i.widths}

    def faults(self):
        """Calls, and vectors that are kept on the stack."""
        for i in self.body:
            if i.name.startswith("call"):
                yield f"calls {i.operands}"
            elif i.widths and (base := BASE.search(i.operands)) and base[1] in self.stack:
                yield f"keeps a vector on the stack: {i.name} {i.operands}"


def functions_of(text):
    """The functions of what `objdump -d --no-show-raw-insn` writes: names and instructions."""
    functions = []
    for line in text.splitlines():
        if match := FUNCTION.match(line):
            functions.append((match[2], []))
        elif (match := INSTRUCTION.match(line)) and functions:
            functions[-1][1].append(Instruction(int(match[1], 16), match[2], match[3].strip()))
    return functions


def stack_pointers(code):
    """The registers that point to the stack behind these instructions: sums in an array are kept
    there as well as spilled ones are."""
    pointers = {"%rsp"}
    for instruction in code:
        # The last register named is the one that is written.
        source, _, written = instruction.operands.rpartition(",")
        if instruction.name.startswith("lea"):
            base = BASE.search(source)
            on_stack = base is not None and base[1] in pointers
        elif instruction.name.startswith("mov"):
            on_stack = source in pointers
        else:
            continue  # such as an addition, which leaves a pointer where it points to
        if written != "%rsp":
            pointers = pointers | {written} if on_stack else pointers - {written}
    return frozenset(pointers)


def goes_round(code, first, last):
    """Whether the jump back from `last` can be reached from `first`, where it goes, without leaving
    what lies between. What is seldom done often lies behind a function's end and jumps back."""
    at = {instruction.address: index for index, instruction in enumerate(code)}
    seen, waiting = set(), [first]
    while waiting:
        index = waiting.pop()
        if index == last:
            return True
        if index in seen or not first <= index <= last:
            continue
        seen.add(index)
        instruction = code[index]
        if instruction.target in at:
            waiting.append(at[instruction.target])
        if not instruction.name.startswith(("jmp", "ret")):
            waiting.append(index + 1)
    return False


def hot_loops(name, code):
    """The innermost loops of a function that multiply and add."""
    at = {instruction.address: index for index, instruction in enumerate(code)}
    ranges = {(at[i.target], index) for index, i in enumerate(code)
              if i.target in at and at[i.target] <= index
              and goes_round(code, at[i.target], index)}
    for first, last in sorted(ranges):
        inner = any(first <= f and l <= last and (f, l) != (first, last) for f, l in ranges)
        loop = Stretch("loop", name, code[first:last + 1], stack_pointers(code[:first]))
        if not inner and loop.multiplies_and_adds:
            yield loop


def hot_runs(name, code):
    """The hot runs of a function, those in loops among them."""
    arrivals = {instruction.target for instruction in code}
    first = 0
    for index, instruction in enumerate(code):
        last = index + 1 == len(code) or code[index + 1].address in arrivals
        if instruction.leaves or last:
            starts = (i for i in range(first, index + 1) if FUSED.match(code[i].name))
            stack = stack_pointers(code[:next(starts, first)])
            hot = [i for i in range(first, index + 1) if code[i].multiplies_and_adds_besides(stack | {"%rip"})]
            if len(hot) >= MULTIPLY_ADDS_OF_A_RUN:
                yield Stretch("run", name, code[hot[0]:hot[-1] + 1], stack)
            first = index + 1


def hot_code(text):
    """The hot loops of a disassembly, and its hot runs outside of them."""
    found = []
    for name, code in functions_of(text):
        loops = list(hot_loops(name, code))
        of_loops = {instruction for loop in loops for instruction in loop.body}
        found += loops + [run for run in hot_runs(name, code) if not of_loops.intersection(run.body)]
    return found
