#!/usr/bin/env python3
"""A lab day of a whole class over the network: every student is a machine of its own with the profile that the instructor hands out.

    python3 benchmarks/Day/class_day.py --students 30 --rounds 5

The students are network namespaces if this runs as root on Linux with iproute2, otherwise processes. The day runs twice: without and with a
hostile student, who sends wrong signatures, floods of requests and connections, and asks for the neighbours' resources. The script ends with 1
if a student's work failed, or if the hostile student got anything that is not the student's own. It needs a built command
(`dotnet build cli -c Release`), Python and nothing else; where the AWS CLI is installed, every student uses it once.
"""
import argparse, concurrent.futures, configparser, datetime, hashlib, hmac, http.client, json, os, shutil, socket, ssl, statistics, subprocess
import sys, tempfile, time, urllib.parse, xml.etree.ElementTree as xml
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
COMMAND = ["dotnet", str(REPOSITORY / "cli/bin/Release/net10.0/Classroom.Cli.dll")]
NETWORK, BRIDGE = "10.77.0", "classday"
ACCOUNT = "000000000000"


class Client:
    """Calls the AWS APIs with the profile of a folder, as an SDK does."""

    def __init__(self, folder):
        config, credentials = configparser.ConfigParser(), configparser.ConfigParser()
        config.read(folder / "config")
        credentials.read(folder / "credentials")
        self.endpoint = urllib.parse.urlparse(config["default"]["endpoint_url"])
        self.role = config["default"].get("role_arn")
        self.session = config["default"].get("role_session_name")
        source = credentials["key" if self.role else "default"]
        self.own = (source["aws_access_key_id"], source["aws_secret_access_key"], None)
        self.keys = self.own
        self.trust = ssl.create_default_context(cafile=folder / "ca.pem")
        self.connection = None

    def sign_in(self):
        answer = self.form("sts", "AssumeRole", "2011-06-15", RoleArn=self.role, RoleSessionName=self.session)
        found = {element.tag.split("}")[1]: element.text for element in xml.fromstring(answer[1]).iter()}
        self.keys = (found["AccessKeyId"], found["SecretAccessKey"], found["SessionToken"])

    def form(self, service, action, version, **parameters):
        body = urllib.parse.urlencode({"Action": action, "Version": version, **parameters}).encode()
        return self.send(service, "POST", "/", body, {"Content-Type": "application/x-www-form-urlencoded"})

    def json(self, service, target, version, **members):
        headers = {"Content-Type": f"application/x-amz-json-{version}", "X-Amz-Target": target}
        status, text = self.send(service, "POST", "/", json.dumps(members).encode(), headers)
        return status, json.loads(text or "{}")

    def states(self, operation, **members):
        return self.json("states", f"AWSStepFunctions.{operation}", "1.0", **members)

    def send(self, service, method, path, body=b"", headers=None, keys=None):
        headers = {"Host": self.endpoint.netloc, **(headers or {}), **self.signature(service, method, path, body, keys or self.keys)}
        for attempt in range(6):
            try:
                if self.connection is None:
                    self.connection = http.client.HTTPSConnection(
                        self.endpoint.hostname, self.endpoint.port, timeout=60, context=self.trust)
                self.connection.request(method, path, body, headers)
                answer = self.connection.getresponse()
                text = answer.read()
            except (OSError, http.client.HTTPException):
                self.connection = None
                if attempt == 5:
                    raise
                time.sleep(0.05 * 2 ** attempt)
                continue
            # As the SDKs do: throttled calls and server errors are repeated.
            if (answer.status >= 500 or b"Throttl" in text or b"TooManyRequests" in text) and attempt < 5 and keys is None:
                time.sleep(0.1 * 2 ** attempt)
                continue
            return answer.status, text

    def signature(self, service, method, path, body, keys):
        now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
        scope = f"{now[:8]}/us-east-1/{service}/aws4_request"
        signed = {"host": self.endpoint.netloc, "x-amz-date": now}
        if keys[2]:
            signed["x-amz-security-token"] = keys[2]
        names = ";".join(sorted(signed))
        headers = "".join(f"{name}:{signed[name]}\n" for name in sorted(signed))
        path, _, query = path.partition("?")
        canonical = f"{method}\n{path}\n{query}\n{headers}\n{names}\n{hashlib.sha256(body).hexdigest()}"
        key = f"AWS4{keys[1]}".encode()
        for part in (now[:8], "us-east-1", service, "aws4_request"):
            key = hmac.new(key, part.encode(), hashlib.sha256).digest()
        text = f"AWS4-HMAC-SHA256\n{now}\n{scope}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
        signature = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
        return {
            "Authorization": f"AWS4-HMAC-SHA256 Credential={keys[0]}/{scope}, SignedHeaders={names}, Signature={signature}",
            "X-Amz-Date": now, **({"X-Amz-Security-Token": keys[2]} if keys[2] else {}),
        }


def lab_day(folder, student, rounds):
    """The work of one student. Returns the times of the calls, and what went wrong."""
    client, times, wrong = Client(folder), [], []

    def measured(call, expected=200):
        began = time.monotonic()
        status, answer = call()
        times.append(time.monotonic() - began)
        if status != expected:
            wrong.append(f"{status} instead of {expected}: {answer}")
        return answer

    if shutil.which("aws"):
        environment = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        said = subprocess.run(["bash", "-c", "source env.sh && aws sts get-caller-identity --output text --query Arn"],
                              cwd=folder, env=environment, capture_output=True, text=True)
        if f"assumed-role/{student}-student/" not in said.stdout:
            wrong.append(f"aws: {said.stdout}{said.stderr}")
    client.sign_in()
    machine = f"arn:aws:states:us-east-1:{ACCOUNT}:stateMachine:{student}-greeting-workflow"
    for number in range(rounds):
        measured(lambda: client.form("sts", "GetCallerIdentity", "2011-06-15"))
        measured(lambda: client.states("DescribeStateMachine", stateMachineArn=machine))
        started = measured(lambda: client.states("StartExecution", stateMachineArn=machine, input=json.dumps({"name": student})))
        execution = started.get("executionArn", "")
        until = time.monotonic() + 120
        while execution:
            found = measured(lambda: client.states("DescribeExecution", executionArn=execution))
            if found.get("status") != "RUNNING" or time.monotonic() > until:
                break
            time.sleep(0.2)
        if execution and found.get("status") not in ("SUCCEEDED", "FAILED"):
            wrong.append(f"an execution is {found.get('status')}")
        measured(lambda: client.states("GetExecutionHistory", executionArn=execution))
        measured(lambda: client.json("logs", "Logs_20140328.FilterLogEvents", "1.1", logGroupName=f"/aws/lambda/{student}-validate-fn"))
    return {"times": times, "wrong": wrong}


def hostile_day(folder, neighbour, seconds):
    """The work of the hostile student. Returns how often each attack was answered how, and what it got that it must not get."""
    client, answers, got = Client(folder), {}, []
    client.sign_in()
    until = time.monotonic() + seconds

    def note(attack, answer):
        answers[f"{attack}: {answer}"] = answers.get(f"{attack}: {answer}", 0) + 1

    def attack(name, call):
        try:
            status, text = call()
            note(name, status)
            if status == 200:
                got.append(f"{name}: {text[:200]}")
        except (OSError, http.client.HTTPException) as error:
            note(name, type(error).__name__)

    machine = f"arn:aws:states:us-east-1:{ACCOUNT}:stateMachine:{neighbour}-greeting-workflow"

    def pretend(worker):
        own = Client(folder)
        own.keys = client.keys
        wrong = [("test", "test", None), (client.own[0], "x" * 40, None), ("AKIA" + "A" * 16, "x" * 40, None)]
        while time.monotonic() < until:
            for keys in wrong:
                attack("a wrong signature", lambda: own.send("sts", "POST", "/", b"Action=GetCallerIdentity&Version=2011-06-15",
                       {"Content-Type": "application/x-www-form-urlencoded"}, keys))
            attack("a neighbour's workflow", lambda: own.states("StartExecution", stateMachineArn=machine))
            attack("a neighbour's logs", lambda: own.json("logs", "Logs_20140328.FilterLogEvents", "1.1",
                   logGroupName=f"/aws/lambda/{neighbour}-validate-fn"))
            attack("a neighbour's role", lambda: own.form("sts", "AssumeRole", "2011-06-15",
                   RoleArn=f"arn:aws:iam::{ACCOUNT}:role/{neighbour}-student", RoleSessionName="x"))
            attack("a user", lambda: own.form("iam", "CreateUser", "2010-05-08", UserName="mine"))
            attack("the audit log", lambda: own.json("cloudtrail",
                   "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents", "1.1"))
            attack("the faults", lambda: own.send("sts", "GET", "/_classroom/faults"))

    def flood(worker):
        own = Client(folder)
        own.keys = client.keys
        while time.monotonic() < until:
            try:
                status, _ = own.send("sts", "POST", "/", b"Action=GetCallerIdentity&Version=2011-06-15",
                                     {"Content-Type": "application/x-www-form-urlencoded"}, own.keys)
                note("a flood of calls", status)
            except (OSError, http.client.HTTPException) as error:
                note("a flood of calls", type(error).__name__)

    def connect(worker):
        while time.monotonic() < until:
            held = []
            for _ in range(300):
                try:
                    held.append(socket.create_connection((client.endpoint.hostname, client.endpoint.port), 5))
                except OSError as error:
                    note("open connections", type(error).__name__)
            time.sleep(0.5)
            for connection in held:
                connection.close()
            note("open connections", "300 tried")

    def plain(worker):
        for request in (b"GET /_classroom/health HTTP/1.1\r\nHost: x\r\n\r\n", os.urandom(4096)):
            with socket.create_connection((client.endpoint.hostname, client.endpoint.port), 5) as connection:
                connection.sendall(request)
                try:
                    text = connection.recv(100)
                except OSError as error:
                    text = type(error).__name__.encode()
            note("without TLS", "no answer" if not text.startswith(b"HTTP/1.1 2") else "an answer")

    work = [pretend] * 4 + [flood] * 8 + [connect, plain]
    with concurrent.futures.ThreadPoolExecutor(len(work)) as pool:
        for done in [pool.submit(each, number) for number, each in enumerate(work)]:
            done.result()
    return {"answers": answers, "got": got}


class Machines:
    """A network namespace for each student, or a process where that is not possible."""

    def __init__(self, count):
        self.isolated = os.name == "posix" and os.geteuid() == 0 and shutil.which("ip") is not None
        self.count = count
        if not self.isolated:
            return
        self.remove()
        self.ip("link", "add", BRIDGE, "type", "bridge")
        self.ip("addr", "add", f"{NETWORK}.1/24", "dev", BRIDGE)
        self.ip("link", "set", BRIDGE, "up")
        for number in range(1, count + 1):
            name = f"{BRIDGE}{number}"
            self.ip("netns", "add", name)
            self.ip("link", "add", f"cd{number}", "type", "veth", "peer", "name", "eth0", "netns", name)
            self.ip("link", "set", f"cd{number}", "master", BRIDGE, "up")
            self.ip("-n", name, "addr", "add", f"{NETWORK}.{number + 1}/24", "dev", "eth0")
            self.ip("-n", name, "link", "set", "eth0", "up")

    @property
    def address(self):
        return f"{NETWORK}.1" if self.isolated else "0.0.0.0"

    def start(self, number, *arguments):
        around = ["ip", "netns", "exec", f"{BRIDGE}{number}"] if self.isolated else []
        return subprocess.Popen([*around, sys.executable, __file__, *map(str, arguments)], stdout=subprocess.PIPE, text=True)

    def remove(self):
        if not self.isolated:
            return
        for number in range(1, 255):
            if Path(f"/run/netns/{BRIDGE}{number}").exists():
                subprocess.run(["ip", "netns", "del", f"{BRIDGE}{number}"], check=False)
        subprocess.run(["ip", "link", "del", BRIDGE], check=False, stderr=subprocess.DEVNULL)

    @staticmethod
    def ip(*arguments):
        subprocess.run(["ip", *arguments], check=True)


def day(machines, profiles, students, rounds, hostile_seconds):
    """The day of all students at once; of the last one, if there is a hostile student, a different one."""
    workers = students[:-1]
    hostile = None
    if hostile_seconds:
        hostile = machines.start(len(students), "--hostile", profiles / students[-1], "--neighbour", students[0], "--seconds", hostile_seconds)
    began = time.monotonic()
    running = [machines.start(number + 1, "--work", profiles / name, "--name", name, "--rounds", rounds) for number, name in enumerate(workers)]
    results = [json.loads(process.communicate()[0] or '{"times": [0], "wrong": ["the process of a student ended"]}') for process in running]
    took = time.monotonic() - began
    times = sorted(value for result in results for value in result["times"])
    wrong = [problem for result in results for problem in result["wrong"]]
    print(f"  {len(workers)} students, {len(times)} calls in {took:.1f} s: median {1000 * statistics.median(times):.1f} ms, "
          f"99th percentile {1000 * times[int(len(times) * 0.99)]:.1f} ms, longest {1000 * times[-1]:.0f} ms, {len(wrong)} failed")
    for problem in wrong[:5]:
        print(f"    {problem}")
    if hostile is None:
        return not wrong
    said = json.loads(hostile.communicate()[0])
    for answer, count in sorted(said["answers"].items()):
        print(f"    hostile, {answer}: {count} times")
    for loot in said["got"][:5]:
        print(f"    GOT {loot}")
    return not wrong and not said["got"]


def classroom(home, *arguments, check=True):
    environment = {**os.environ, "CLASSROOM_HOME": str(home / "home"), "CLASSROOM_SETTINGS": str(home), "CLASSROOM_PORT": "0"}
    done = subprocess.run([*COMMAND, *arguments], env=environment, capture_output=True, text=True)
    if check and done.returncode != 0:
        raise SystemExit(f"./classroom {' '.join(arguments)}: {done.stdout}{done.stderr}")
    return done.stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--students", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=20, help="how long the hostile student attacks")
    for internal in ("--work", "--hostile", "--name", "--neighbour"):
        parser.add_argument(internal, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.work:
        return print(json.dumps(lab_day(Path(given.work), given.name, given.rounds)))
    if given.hostile:
        return print(json.dumps(hostile_day(Path(given.hostile), given.neighbour, given.seconds)))

    home = Path(tempfile.mkdtemp(prefix="class-day-"))
    students = [f"user{number}" for number in range(1, given.students + 1)]
    (home / "Pulumi.dev.yaml").write_text(
        "config:\n  aws:region: us-east-1\n  classroom:access: role\n  classroom:delayScale: 0\n  classroom:labs: [greeting]\n"
        f"  classroom:students: [{', '.join(students)}]\n")
    machines = Machines(given.students)
    try:
        classroom(home, "serve", "--address", machines.address)
        classroom(home, "up", "--yes")
        classroom(home, "outputs", "--profile", str(home / "profiles"))
        print(f"{given.students} students in {'network namespaces' if machines.isolated else 'processes'}, cloud at {machines.address}")
        fine = True
        for name, seconds in (("without", 0), ("with", given.seconds)):
            print(f"{name} a hostile student:")
            fine &= day(machines, home / "profiles", students, given.rounds, seconds)
        time.sleep(2)
        audit = classroom(home, "logs", "--audit", "--student", students[-1])
        print(f"  {len(audit.splitlines())} calls of the hostile student are in the audit log")
        print(classroom(home, "why-denied", "--student", students[-1], "--last", "1"))
        return 0 if fine else 1
    finally:
        classroom(home, "cloud", "stop", check=False)
        machines.remove()
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
