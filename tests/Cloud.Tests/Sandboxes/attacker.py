"""Does what it is told, and reports how far it came; Attacker.cs is the same in C#."""
import ctypes
import os
import socket
import subprocess
import sys
import time

libc = ctypes.CDLL(None, use_errno=True)


def checked(result, word):
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return word


def write(order):
    with open(order["path"], "w") as file:
        file.write("x")
    return "written"


def fill(order):
    with open("/tmp/large", "wb") as file:
        for _ in range(order["megabytes"]):
            file.write(bytes(1024 * 1024))
            file.flush()
    return "written"


def send(order):
    with socket.create_connection(("127.0.0.1", order["port"])) as connection:
        connection.sendall(order["bytes"].encode("latin-1"))
        answer = b""
        while data := connection.recv(65536):
            answer += data
        return answer.decode("latin-1")


def run(order):
    done = subprocess.run(order["command"], capture_output=True, text=True)
    if done.returncode != 0:
        raise OSError(done.stdout + done.stderr)
    return done.stdout + done.stderr


def detach(order):
    subprocess.Popen(["setsid", "sleep", order["seconds"]])
    return "detached"


def multiply(order):
    started = 0
    try:
        for _ in range(order["count"]):
            subprocess.Popen(["sleep", "100"])
            started += 1
    except OSError as error:
        return f"{started} processes, then {error.strerror}"
    return f"{started} processes"


def hog(order):
    """Two processes, each of which stays below the limit; both hold their memory until they are killed."""
    child = os.fork()
    held = []
    for _ in range(order["megabytes"]):
        held.append(bytearray(os.urandom(1024)) * 1024)
    time.sleep(60)
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return "held"


def priority(order):
    return os.getpriority(os.PRIO_PROCESS, 0)


def compute(order):
    """Uses all processors until it is slowed; says what priority it has then."""
    children = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(os.cpu_count())]
    end = time.monotonic() + order["seconds"]
    while priority(order) == 0 and time.monotonic() < end:
        pass
    for child in children:
        child.kill()
        child.wait()
    return priority(order)


def crowd(order):
    """Starts processes that do nothing, each in what would be a session of its own, and says the lowest priority among them."""
    children = [subprocess.Popen(["sleep", "100"], start_new_session=True) for _ in range(order["count"])]
    end = time.monotonic() + order["seconds"]
    lowest = 0
    while lowest < 19 and time.monotonic() < end:
        time.sleep(0.05)
        lowest = min(os.getpriority(os.PRIO_PROCESS, child.pid) for child in children)
    for child in children:
        child.kill()
        child.wait()
    return lowest


def handler(order, context):
    try:
        return {"done": ATTACKS[order["do"]](order)}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}


ATTACKS = {
    "read": lambda order: open(order["path"], "rb").read().decode("latin-1"),
    "list": lambda order: os.listdir(order["path"]),
    "write": write,
    "fill": fill,
    "environment": lambda order: sorted(os.environ),
    "kill": lambda order: os.kill(order["process"], 9) or "killed",
    "send": send,
    "run": run,
    "detach": detach,
    "paths": lambda order: sys.path,
    "multiply": multiply,
    "hog": hog,
    "priority": priority,
    "crowd": crowd,
    "compute": compute,
    "trace": lambda order: checked(libc.ptrace(16, order["process"], 0, 0), "attached"),
    "socket": lambda order: str(socket.socket(order["family"], order["type"], order["protocol"])),
}
