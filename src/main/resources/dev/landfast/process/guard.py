# Takes from itself the right to write anywhere but below some paths, then becomes a command.
#
#   python3 -I -S -c THIS COUNT PATH... COMMAND...
#
# Whatever cannot be set up ends it with code 125, and the command does not start. Numbers are the
# kernel's (linux/landlock.h); what a kernel does not know yet is left out, down to version 3: before
# that a file could still be emptied.
import ctypes
import os
import stat
import sys

NO_NEW_PRIVILEGES = 38
CREATE, ADD, RESTRICT = 444, 445, 446
WRITE_FILE, TRUNCATE, IOCTL = 1 << 1, 1 << 14, 1 << 15
# remove-dir, remove-file, make-char, -dir, -reg, -sock, -fifo, -block, -sym, refer
IN_FOLDERS = sum(1 << bit for bit in range(4, 14))
# A device that is made anywhere is the disk itself.
DEVICES = 1 << 6 | 1 << 11
DROP_BOUND, LAST_CAPABILITY, CAPABILITIES = 24, 63, 0x20080522
ABSTRACT_SOCKETS, SIGNALS = 1, 2


class Ruleset(ctypes.Structure):
    _fields_ = [(name, ctypes.c_uint64) for name in ("files", "net", "scoped")]


class Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = [("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32)]


libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long


def call(what, number, *words):
    done = libc.syscall(ctypes.c_long(number), *words)
    if done < 0:
        raise OSError(ctypes.get_errno(), what + ": " + os.strerror(ctypes.get_errno()))
    return done


def drop_capabilities():
    """Root's rights, which no rule about files takes away; programs do not get them back either."""
    for number in range(LAST_CAPABILITY + 1):
        libc.prctl(DROP_BOUND, number, 0, 0, 0)
    head = (ctypes.c_uint32 * 2)(CAPABILITIES, 0)
    if libc.capset(head, (ctypes.c_uint32 * 6)()) != 0:
        raise OSError(ctypes.get_errno(), "capabilities")


def guard(paths):
    version = call("landlock", CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(1))
    if version < 3:
        raise OSError(0, "landlock: this kernel has version %d, 3 is needed" % version)
    of_files = WRITE_FILE | TRUNCATE | (IOCTL if version >= 5 else 0)
    rules = Ruleset(IN_FOLDERS | of_files, 0, ABSTRACT_SOCKETS | SIGNALS if version >= 6 else 0)
    size = ctypes.c_size_t(24 if version >= 6 else 16 if version >= 4 else 8)
    handle = call("ruleset", CREATE, ctypes.byref(rules), size, ctypes.c_uint32(0))
    for path in paths:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
        folder = stat.S_ISDIR(os.fstat(place).st_mode)
        rule = Beneath(of_files | (IN_FOLDERS & ~DEVICES if folder else 0), place)
        call(path, ADD, ctypes.c_int(handle), ctypes.c_int(1), ctypes.byref(rule), ctypes.c_uint32(0))
        os.close(place)
    if libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "no-new-privileges")
    drop_capabilities()
    call("restrict", RESTRICT, ctypes.c_int(handle), ctypes.c_uint32(0))
    os.close(handle)


count = int(sys.argv[1])
try:
    guard(sys.argv[2 : 2 + count])
except OSError as problem:
    sys.stderr.write("landfast: the task could not be contained (%s)\n" % problem.strerror)
    os._exit(125)
command = sys.argv[2 + count :]
try:
    os.execvp(command[0], command)
except OSError as problem:
    sys.stderr.write("landfast: %s: %s\n" % (command[0], problem.strerror))
    os._exit(126 if isinstance(problem, PermissionError) else 127)
