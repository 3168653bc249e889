"""What the scripts of this folder share."""
import fnmatch
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).parent


def arguments():
    """(tapline, files, verbose) of the command line."""
    rest = [a for a in sys.argv[1:] if a != '-v']
    return rest[0], rest[1:], '-v' in sys.argv


def differs(path, script=pathlib.Path(sys.argv[0]).name):
    """Does a pattern of `different` match the capture's name, for all scripts or (behind its name, in parentheses) for this one?"""
    patterns = [line.split(': ')[0] for line in (HERE / 'different').read_text().splitlines()]
    names = (pathlib.Path(path).name, f'{pathlib.Path(path).name} ({script})')
    return any(fnmatch.fnmatchcase(n, p) for n in names for p in patterns)


def said(args):
    """Standard output of a program, or None where it failed; tshark fails, too, where one of its dissectors gave up."""
    p = subprocess.run(args, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return None if p.returncode or b'Dissector bug' in p.stderr else p.stdout.decode('latin1')
