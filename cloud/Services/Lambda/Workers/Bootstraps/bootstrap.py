"""Runs a Lambda function in Python: requests invocations from the Runtime API and passes them to the handler."""
import decimal
import http.client
import importlib
import json
import logging
import os
import socket
import sys
import threading
import time
import traceback

MARK = "\u0001"


class Identity:
    cognito_identity_id = None
    cognito_identity_pool_id = None


class Context:
    def __init__(self, headers):
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ.get("AWS_LAMBDA_LOG_STREAM_NAME", "")
        self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        self.invoked_function_arn = headers["Lambda-Runtime-Invoked-Function-Arn"]
        self.identity = Identity()
        self.client_context = None
        self._deadline = int(headers["Lambda-Runtime-Deadline-Ms"])

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline - int(time.time() * 1000))


def describe(error):
    frames = traceback.extract_tb(error.__traceback__)
    trace = traceback.format_list([frame for frame in frames if frame.filename != __file__])
    return json.dumps({"errorMessage": str(error), "errorType": type(error).__name__, "requestId": "", "stackTrace": trace})


class Logging(logging.Handler):
    """Writes what the function logs as the runtime of AWS does: one event for each record, with the id of the request."""

    request_id = ""

    def emit(self, record):
        print(self.json(record) if os.environ.get("AWS_LAMBDA_LOG_FORMAT") == "JSON" else self.text(record))

    def text(self, record):
        # A carriage return keeps the lines of a message in one event.
        return f"[{record.levelname}]\t{self.time(record)}\t{self.request_id}\t{self.format(record)}".replace("\n", "\r")

    def json(self, record):
        return json.dumps({"timestamp": self.time(record), "level": record.levelname, "message": self.format(record), "logger": record.name, "requestId": self.request_id})

    @staticmethod
    def time(record):
        return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created)) + f".{int(record.msecs):03d}Z"

    @classmethod
    def start(cls):
        handler = cls()
        root = logging.getLogger()
        root.addHandler(handler)
        level = os.environ.get("AWS_LAMBDA_LOG_LEVEL")
        if level:
            root.setLevel({"TRACE": "DEBUG", "FATAL": "CRITICAL"}.get(level, level))
        return handler


def log_error(error):
    """The error of a handler, in one event."""
    lines = [f"[ERROR] {type(error).__name__}: {error}", "Traceback (most recent call last):"]
    for line in "".join(traceback.format_tb(error.__traceback__)[1:]).splitlines():
        inner = line.lstrip(" ")
        lines.append("\u00a0" * (len(line) - len(inner)) + inner)
    print("\r".join(lines))


def plain(value):
    """The value of an object that JSON does not have. The runtime of AWS writes decimal numbers, and refuses all others."""
    if isinstance(value, decimal.Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")


class UnixConnection(http.client.HTTPConnection):
    """A connection to the cloud through its socket in a sandbox."""

    def __init__(self, host, path):
        super().__init__(host)
        self.path = path

    def connect(self):
        self.sock = unix_socket(self.path)


def unix_socket(path):
    connected = socket.socket(socket.AF_UNIX)
    connected.connect(path)
    return connected


def forward(port, path):
    """Makes the cloud reachable at its address in a sandbox, whose network contains nothing."""

    def copy(source, target):
        try:
            while data := source.recv(65536):
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            source.close()
            target.close()

    def accept():
        while True:
            client, _ = listener.accept()
            try:
                server = unix_socket(path)
            except OSError:
                client.close()
                continue
            threading.Thread(target=copy, args=(client, server), daemon=True).start()
            threading.Thread(target=copy, args=(server, client), daemon=True).start()

    listener = socket.create_server(("127.0.0.1", port), backlog=128)
    threading.Thread(target=accept, daemon=True).start()


def main():
    host, _, path = os.environ["AWS_LAMBDA_RUNTIME_API"].partition("/")
    unix_path = os.environ.pop("CLASSROOM_RUNTIME_SOCKET", None)
    port = os.environ.pop("CLASSROOM_FORWARD_PORT", None)
    connection = UnixConnection(host, unix_path) if unix_path else http.client.HTTPConnection(host)
    if port:
        forward(int(port), unix_path)
    base = f"/{path}/2018-06-01/runtime"

    connection.request("GET", f"/{path}/assignment")
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:
        return
    assignment = json.loads(body)
    os.environ.update(assignment["variables"])
    os.chdir(assignment["folder"])

    def post(where, body):
        connection.request("POST", base + where, body=body if isinstance(body, bytes) else body.encode("utf-8"), headers={"Content-Type": "application/json"})
        connection.getresponse().read()

    log = Logging.start()
    sys.path.insert(0, os.environ["LAMBDA_TASK_ROOT"])
    module_name, _, function_name = os.environ["_HANDLER"].rpartition(".")
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except Exception as error:
        kind = "Runtime.ImportModuleError" if isinstance(error, ImportError) else "Runtime.UserCodeSyntaxError" if isinstance(error, SyntaxError) else type(error).__name__
        message = f"Unable to import module '{module_name}': {error}" if isinstance(error, ImportError) else str(error)
        post("/init/error", json.dumps({"errorMessage": message, "errorType": kind, "requestId": "", "stackTrace": []}))
        return
    handler = getattr(module, function_name, None)
    if handler is None:
        post("/init/error", json.dumps({"errorMessage": f"Handler '{function_name}' missing on module '{module_name}'", "errorType": "Runtime.HandlerNotFound", "requestId": "", "stackTrace": []}))
        return

    while True:
        connection.request("GET", base + "/invocation/next")
        response = connection.getresponse()
        body = response.read()
        if response.status != 200:
            return
        request_id = log.request_id = response.headers["Lambda-Runtime-Aws-Request-Id"]
        os.environ["_X_AMZN_TRACE_ID"] = response.headers.get("Lambda-Runtime-Trace-Id", "")
        try:
            answer = handler(json.loads(body), Context(response.headers))
            try:
                # Bytes are the payload as they are.
                text, where = answer if isinstance(answer, bytes) else json.dumps(answer, ensure_ascii=False, default=plain), "response"
            except (TypeError, ValueError) as error:
                text, where = json.dumps({"errorMessage": f"Unable to marshal response: {error}", "errorType": "Runtime.MarshalError", "requestId": request_id, "stackTrace": []}), "error"
        except Exception as error:
            log_error(error)
            text, where = describe(error).replace('"requestId": ""', f'"requestId": "{request_id}"'), "error"
        sys.stdout.flush()
        sys.stderr.flush()
        print(MARK + request_id, flush=True)
        post(f"/invocation/{request_id}/{where}", text)


main()
