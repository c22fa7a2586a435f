#!/usr/bin/env python3
"""What check.py finds in machine code, on code written by hand."""
import unittest

from check import hot_faults, symbol_faults
from hot_code import MULTIPLY_ADDS_OF_A_RUN, hot_code


def function(*lines, name="kernel"):
    """What objdump writes of a function; lines are 4 bytes apart, jumps name the line they go to."""
    text = [f"0000000000000000 <{name}>:"]
    for at, line in enumerate(lines):
        mnemonic, _, operands = line.partition(" ")
        if mnemonic.startswith("j"):
            operands = f"{int(operands) * 4:x} <{name}+0x{int(operands) * 4:x}>"
        text.append(f"{at * 4:4x}:\t{mnemonic:<6} {operands}")
    return "\n".join(["", "unit.o:     file format elf64-x86-64", "", "Disassembly of section .text:", "", *text])


LOAD = "vmovups (%rdi,%rax,1),%zmm2"
FUSED = "vfmadd231ps (%rsi,%rax,4){1to16},%zmm2,%zmm0"
GOOD = ("xor %eax,%eax", LOAD, FUSED, "add $0x40,%rax", "cmp %rax,%rdx", "jne 1", "ret")


def loop_with(line):
    return function(*GOOD[:3], line, *GOOD[3:])


def faults(text, least=1, width="z", fused=True):
    return hot_faults(text, least, width, fused)


class HotCode(unittest.TestCase):
    def assert_fault(self, text, regex, **target):
        found = faults(text, **target)
        self.assertEqual(len(found), 1, found)
        self.assertRegex(found[0], regex)

    def test_a_good_loop(self):
        self.assertEqual(faults(function(*GOOD)), [])
        self.assertEqual(len(hot_code(function(*GOOD))), 1)

    def test_spills(self):
        for line in ("vmovaps %zmm0,0x40(%rsp)", "vmovups (%rsp),%zmm3", "vmovaps -0x40(%rsp),%ymm1",
                     "vfmadd231ps 0x80(%rsp),%zmm2,%zmm0", "movaps %xmm0,-0x18(%rsp)"):
            self.assert_fault(loop_with(line), "on the stack: " + line.split()[0])

    def test_the_frame_is_on_the_stack(self):
        spill = "vmovaps %zmm0,-0x70(%rbp)"
        self.assertEqual(faults(loop_with(spill)), [])
        self.assert_fault(function("push %rbp", "mov %rsp,%rbp", LOAD, FUSED, spill, "jne 2", "ret"), "on the stack")

    def test_whole_numbers_may_be_on_the_stack(self):
        self.assertEqual(faults(loop_with("mov 0x8(%rsp),%rcx")), [])

    def test_arrays_on_the_stack_are_faults(self):
        for line in ("vmovups 0x40(%rsp,%rax,4),%zmm3", "vmovups %zmm3,0x40(%rsp,%rax,4)"):
            with self.subTest(line):
                self.assertEqual(len(faults(loop_with(line))), 1)

    def test_an_index_where_it_may_not_be(self):
        code = function(*GOOD)
        self.assertEqual(len(hot_faults(code, 1, "z", True, by_index=False)), 1)
        self.assertEqual(hot_faults(code.replace("(%rsi,%rax,4)", "0x40(%rsi)"), 1, "z", True, by_index=False), [])

    def test_calls(self):
        self.assert_fault(loop_with("call 40 <tanhf>"), "calls 40 <tanhf>")
        self.assert_fault(loop_with("callq *%rax"), "calls")

    def test_only_innermost_loops_are_hot(self):
        outer = function("xor %ecx,%ecx", *GOOD[:-1], "call 80 <tanh>", "vmovaps %zmm0,0x40(%rsp)", "jne 0", "ret")
        self.assertEqual(faults(outer.replace("4 <kernel+0x4>", "8 <kernel+0x8>")), [])

    def test_loops_without_multiply_adds_are_not_hot(self):
        self.assert_fault(function("call 40 <f>", "vmulps %zmm0,%zmm1,%zmm2", "jne 0"), "hot in 0 places; expected 1")
        self.assert_fault(function("vfmadd231ss %xmm0,%xmm1,%xmm2", "jne 0"), "hot in 0 places")
        self.assert_fault(function(*GOOD[:-2], "ret"), "hot in 0 places")

    def test_long_runs_are_hot(self):
        run = [LOAD] + [FUSED] * MULTIPLY_ADDS_OF_A_RUN
        self.assertEqual(faults(function(*run, "ret")), [])
        self.assert_fault(function(*run[:-1], "ret"), "hot in 0 places")
        for way_out in ("call 400 <f>", "jne 400", "jmp 400"):
            with self.subTest(way_out):
                self.assertEqual(len(hot_code(function("ret", *run[:9], way_out, *run[9:], "ret"))), 0)
        spill = "vmovaps %zmm0,0x40(%rsp)"
        self.assert_fault(function(*run[:9], spill, *run[9:], "ret"), "on the stack")
        self.assertEqual(faults(function(spill, *run, spill, "ret")), [])
        frame, from_frame = ("push %rbp", "mov %rsp,%rbp"), FUSED.replace("(%rsi,%rax,4)", "-0x70(%rbp)")
        self.assert_fault(function(*frame, *run[:9], "vmovaps %zmm0,-0x70(%rbp)", *run[9:], "ret"), "on the stack")
        self.assertEqual(len(hot_code(function(*frame, *[from_frame] * len(run), "ret"))), 0)
        constant = FUSED.replace("(%rsi,%rax,4)", "0x100(%rip)")
        self.assert_fault(function(*[constant] * len(run), "ret"), "hot in 0 places")

    def test_a_run_begins_where_a_jump_arrives(self):
        run = [FUSED] * MULTIPLY_ADDS_OF_A_RUN
        self.assertEqual(len(hot_code(function("je 2", "call 40 <f>", *run, "ret"))), 1)
        self.assertEqual(len(hot_code(function("je 3", "call 40 <f>", *run, "ret"))), 0)

    def test_a_loop_is_not_a_run_as_well(self):
        self.assertEqual(len(hot_code(function(*[FUSED] * MULTIPLY_ADDS_OF_A_RUN, "jne 0", "ret"))), 1)

    def test_jumps_back_from_behind_the_end_are_no_loops(self):
        seldom = function("je 6", "call 40 <often>", *GOOD[1:3], "ret", "nop", "call 80 <seldom>", "jmp 2")
        self.assertEqual(len(hot_code(seldom)), 0)
        self.assertEqual(len(hot_code(seldom.replace("ret", "nop"))), 1)

    def test_functions_are_apart(self):
        two = function(*GOOD) + "\n" + function("call 40 <f>", "ret", name="other") + "\n" + function(*GOOD)
        self.assertEqual(faults(two, least=2), [])
        self.assert_fault(two, "hot in 2 places; expected 3", least=3)

    def test_narrow_registers(self):
        narrow = function(*(line.replace("zmm", "ymm") for line in GOOD))
        self.assert_fault(narrow, "no multiplication of zmm registers")
        self.assertEqual(faults(narrow, width="y"), [])

    def test_two_instructions(self):
        two = function("movups (%rdi),%xmm1", "mulps %xmm2,%xmm1", "addps %xmm1,%xmm0", "jne 0")
        self.assertEqual(faults(two, width="x", fused=False), [])
        self.assert_fault(two, "two instructions", width="x")

    def test_updates_of_processors_that_halve_registers(self):
        update = ["vmovups (%rdi),%zmm1", "vmulps %zmm2,%zmm3,%zmm4", "vsubps %zmm4,%zmm1,%zmm1"]
        stored = function(*update, "vmovups %zmm1,(%rdi)", "jne 0")
        self.assertEqual(hot_faults(stored, 1, "z", fused=True, halved=True), [])
        self.assert_fault(stored, "two instructions")
        summed = function(*update, "jne 0")
        self.assertEqual(len(hot_faults(summed, 1, "z", fused=True, halved=True)), 1)


class Symbols(unittest.TestCase):
    def test_what_is_expected(self):
        self.assertEqual(symbol_faults(" " * 17 + "U __gxx_personality_v0\n"), [])
        self.assertEqual(symbol_faults(" " * 17 + "U memset\n"), ["refers to memset"])
        self.assertEqual(symbol_faults(""), [])

    def test_what_is_not(self):
        for name in ("malloc", "free", "_Znwm", "_ZdlPvm", "memcpy", "tanhf"):
            self.assertEqual(symbol_faults(f"                 U {name}\n"), [f"refers to {name}"])


if __name__ == "__main__":
    unittest.main()
