"""Checks the API of a running server with Python: check.py PORT."""

import queue
import secrets
import sys

import grpc
from google.protobuf.duration_pb2 import Duration
from google.rpc import error_details_pb2, status_pb2
from smartrouting.v1 import assignment_pb2, requirement_pb2, specialist_pb2, task_pb2
from smartrouting.v1 import specialist_service_pb2 as work_pb2
from smartrouting.v1 import specialist_service_pb2_grpc as work_grpc
from smartrouting.v1 import task_service_pb2, task_service_pb2_grpc

CALL_SECONDS = 10
STREAM_SECONDS = 30
RUN = secrets.token_hex(6)
SPECIALIST = f"polyglot-python-{RUN}"
SKILL = f"python-{RUN}"


class Mismatch(Exception):
    """The server did something else than the API promises."""


def expect(what, expected, actual):
    """Fails unless what came is what was expected."""
    if expected != actual:
        raise Mismatch(f"{what}: expected {expected!r}, got {actual!r}")


def spec(payload, min_level=3):
    """A task that only this program's specialist can do."""
    skills = [requirement_pb2.SkillRequirement(skill=SKILL, min_level=min_level)]
    requirement = requirement_pb2.Requirement(skills=skills)
    return task_pb2.TaskSpec(title="polyglot check", requirement=requirement, payload=payload)


def submit(tasks, name):
    """Submits a task twice with one request id; returns its id."""
    request_id = f"{SPECIALIST}-{name}"
    request = task_service_pb2.SubmitTaskRequest(request_id=request_id, spec=spec(name.encode()))
    first = tasks.SubmitTask(request, timeout=CALL_SECONDS)
    expect("repeated_request of a first submit", False, first.repeated_request)
    second = tasks.SubmitTask(request, timeout=CALL_SECONDS)
    expect("repeated_request of a repeat", True, second.repeated_request)
    expect("task of a repeat", first.task.task_id, second.task.task_id)
    return first.task.task_id


def watch(tasks, task_id):
    """Opens a watch that ends when the task is finished."""
    request = task_service_pb2.WatchTasksRequest(
        task_ids=[task_id], view=task_pb2.TASK_VIEW_FULL, finished_only=True
    )
    return tasks.WatchTasks(request, timeout=STREAM_SECONDS)


def expect_succeeded(stream, task_id, output):
    """Reads a watch to its end, which must show the task once, with its result."""
    shown = [message.task for message in stream if message.HasField("task")]
    expect("tasks shown by the watch", [task_id], [task.task_id for task in shown])
    expect("state", task_pb2.TASK_STATE_SUCCEEDED, shown[0].state)
    expect("result", output, shown[0].result.output)


def reference(task_id, token):
    """Names an assignment."""
    return assignment_pb2.AssignmentReference(task_id=task_id, assignment_token=token)


def work_by_calls(tasks, specialists):
    """Does one task with unary calls; returns its id."""
    task_id = submit(tasks, "unary")
    stream = watch(tasks, task_id)
    wait = Duration(seconds=5)
    pull = work_pb2.PullAssignmentsRequest(specialist_id=SPECIALIST, wait_timeout=wait)
    pulled = specialists.PullAssignments(pull, timeout=CALL_SECONDS).assignments
    expect("tasks pulled", [task_id], [assignment.task.task_id for assignment in pulled])
    expect("payload", b"unary", pulled[0].task.spec.payload)
    held = reference(task_id, pulled[0].assignment_token)
    accept = work_pb2.AcceptAssignmentRequest(assignment=held)
    specialists.AcceptAssignment(accept, timeout=CALL_SECONDS)
    renew = work_pb2.RenewAssignmentRequest(assignment=held, progress=0.5)
    renewed = specialists.RenewAssignment(renew, timeout=CALL_SECONDS)
    expect("lease after renew", True, renewed.HasField("lease_expire_time"))
    result = task_pb2.TaskResult(output=b"\x00unary\xff")
    complete = work_pb2.CompleteAssignmentRequest(assignment=held, result=result)
    specialists.CompleteAssignment(complete, timeout=CALL_SECONDS)
    specialists.CompleteAssignment(complete, timeout=CALL_SECONDS)
    expect_succeeded(stream, task_id, b"\x00unary\xff")
    return task_id


def work_by_stream(tasks, specialists):
    """Does one task over the Work stream."""
    task_id = submit(tasks, "stream")
    watched = watch(tasks, task_id)
    outbox = queue.SimpleQueue()
    answers = specialists.Work(iter(outbox.get, None), timeout=STREAM_SECONDS)

    def exchange(expected_kind, **message):
        outbox.put(work_pb2.WorkRequest(**message))
        answer = next(answers)
        expect("kind of answer", expected_kind, answer.WhichOneof("message"))
        if expected_kind == "ack":
            expect("acked message", message["message_id"], answer.ack.message_id)
            expect("error in the ack", "", answer.ack.error.message)
        return answer

    exchange("welcome", hello=work_pb2.Hello(specialist_id=SPECIALIST))
    pushed = next(answers)
    expect("second message", "assignment", pushed.WhichOneof("message"))
    expect("task pushed", task_id, pushed.assignment.task.task_id)
    held = reference(task_id, pushed.assignment.assignment_token)
    exchange("ack", message_id=1, accept=work_pb2.AcceptAssignmentRequest(assignment=held))
    result = task_pb2.TaskResult(output=b"\x00stream\xff")
    complete = work_pb2.CompleteAssignmentRequest(assignment=held, result=result)
    exchange("ack", message_id=2, complete=complete)
    exchange("ack", message_id=3, leave=work_pb2.Leave())
    outbox.put(None)
    expect("messages after the farewell", [], list(answers))
    expect_succeeded(watched, task_id, b"\x00stream\xff")


def report_load(specialists):
    """Streams load reports, one of them stale."""
    loads = [specialist_pb2.LoadReport(seq=seq, cpu_utilization=0.5) for seq in (1, 2, 3, 2)]
    reports = [work_pb2.StreamLoadRequest(specialist_id=SPECIALIST, load=x) for x in loads]
    answer = specialists.StreamLoad(iter(reports), timeout=CALL_SECONDS)
    expect("accepted reports", 3, answer.accepted_reports)
    expect("dropped reports", 1, answer.dropped_reports)


def expect_error(code, reason, call, request):
    """Expects a call to fail; returns the fields that its error names."""
    try:
        answer = call(request, timeout=CALL_SECONDS)
    except grpc.RpcError as error:
        expect("code", code, error.code())
        trailers = dict(error.trailing_metadata())
        status = status_pb2.Status.FromString(trailers.get("grpc-status-details-bin", b""))
        info, fields = error_details_pb2.ErrorInfo(), error_details_pb2.BadRequest()
        for detail in status.details:
            detail.Unpack(info)
            detail.Unpack(fields)
        expect("reason", reason, info.reason)
        expect("domain", "smartrouting.org", info.domain)
        return [violation.field for violation in fields.field_violations]
    raise Mismatch(f"expected {code.name}, got the answer {answer}")


def provoke_errors(tasks, specialists, task_id):
    """Breaks a field rule, and completes with a token that is none."""
    request = task_service_pb2.SubmitTaskRequest(spec=spec(b"", min_level=6))
    code = grpc.StatusCode.INVALID_ARGUMENT
    fields = expect_error(code, "INVALID_FIELD", tasks.SubmitTask, request)
    expect("fields of the error", ["spec.requirement.skills[0].min_level"], fields)
    late = work_pb2.CompleteAssignmentRequest(assignment=reference(task_id, b"\x07" * 16))
    expect_error(grpc.StatusCode.ABORTED, "STALE_ASSIGNMENT", specialists.CompleteAssignment, late)


def check(channel):
    """Runs all checks."""
    grpc.channel_ready_future(channel).result(timeout=CALL_SECONDS)
    tasks = task_service_pb2_grpc.TaskServiceStub(channel)
    specialists = work_grpc.SpecialistServiceStub(channel)
    skill = specialist_pb2.Skill(skill=SKILL, level=4)
    known = specialist_pb2.SpecialistSpec(skills=[skill])
    registration = work_pb2.RegisterSpecialistRequest(specialist_id=SPECIALIST, spec=known)
    registered = specialists.RegisterSpecialist(registration, timeout=CALL_SECONDS).specialist
    expect("registered id", SPECIALIST, registered.specialist_id)
    expect("registered state", specialist_pb2.SPECIALIST_STATE_READY, registered.state)
    task_id = work_by_calls(tasks, specialists)
    report_load(specialists)
    work_by_stream(tasks, specialists)
    provoke_errors(tasks, specialists, task_id)
    end = work_pb2.DeregisterSpecialistRequest(specialist_id=SPECIALIST)
    specialists.DeregisterSpecialist(end, timeout=CALL_SECONDS)


def main():
    """Exits with 0 only if all is as the API promises."""
    target = f"127.0.0.1:{sys.argv[1]}"
    try:
        with grpc.insecure_channel(target) as channel:
            check(channel)
    except grpc.FutureTimeoutError:
        sys.exit(f"python: no server at {target} within {CALL_SECONDS} s")
    except grpc.RpcError as error:
        sys.exit(f"python: {error.code().name}: {error.details()}")
    except StopIteration:
        sys.exit("python: the Work stream ended early")
    except Mismatch as mismatch:
        sys.exit(f"python: {mismatch}")
    print("python: ok")


main()
