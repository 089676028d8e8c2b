"""Checks the tools of a router with Python's SDK: check.py http URL, or check.py stdio COMMAND..."""

import asyncio
import json
import secrets
import sys

from mcp import Client, MCPError, StdioServerParameters

CALL_SECONDS = 60
RUN = secrets.token_hex(6)
SPECIALIST = f"mcp-python-{RUN}"
SKILL = f"python-{RUN}"
TOOLS = 30


class Mismatch(Exception):
    """The router did something else than its tools promise."""


def expect(what, expected, actual):
    """Fails unless what came is what was expected."""
    if expected != actual:
        raise Mismatch(f"{what}: expected {expected!r}, got {actual!r}")


def expect_in(what, expected, actual):
    """Fails unless the one is in the other."""
    if expected not in actual:
        raise Mismatch(f"{what}: expected {expected!r} in {actual!r}")


class Router:
    """The tools, and which of them were called."""

    def __init__(self, client):
        self.client = client
        self.called = set()

    async def result(self, tool, arguments):
        self.called.add(tool)
        result = await self.client.call_tool(tool, arguments, read_timeout_seconds=CALL_SECONDS)
        if not result.content:
            raise Mismatch(f"{tool} says nothing in words")
        return result

    async def call(self, tool, **arguments):
        """Calls a tool that must succeed; returns the object of its result."""
        result = await self.result(tool, arguments)
        if result.is_error:
            raise Mismatch(f"{tool} failed: {result.content[0].text}")
        expect(f"{tool}: text", json.loads(result.content[1].text), result.structured_content)
        return result.structured_content

    async def refused(self, tool, code, reason, **arguments):
        """Calls a tool that must be refused; returns the error."""
        result = await self.result(tool, arguments)
        expect(f"{tool} is an error", True, result.is_error)
        error = result.structured_content["error"]
        expect(f"{tool}: code and reason", (code, reason), (error["code"], error.get("reason")))
        expect_in(f"{tool}: text of the error", reason, result.content[0].text)
        return error

    async def wrong(self, tool, problem, **arguments):
        """Calls a tool with arguments that must be refused; the problem names the argument."""
        error = await self.refused(tool, "INVALID_ARGUMENT", "INVALID_FIELD", **arguments)
        found = [f"{each['field']} {each['description']}" for each in error["field_violations"]]
        expect_in(f"problems of {tool}", problem, found)


async def plan(router, session):
    """Plans a tree of three tasks at once and a fourth by itself; returns their ids."""
    leaf = {"description": "All of it.", "specialist_type": "coder"}
    tasks = [
        {"key": "root", "plan": {"title": "Root", "description": "x", "task_type": "breakdown"}},
        {"key": "a", "parent_key": "root", "plan": {**leaf, "title": "First"}},
        {
            "key": "b",
            "parent_key": "root",
            "plan": {**leaf, "title": "Second", "dependencies": ["a"], "priority": "high"},
        },
    ]
    tree = {"session_id": session, "request_id": f"plan-{RUN}", "tasks": tasks}
    planned = await router.call("orchestrator_plan_task", **tree)
    again = await router.call("orchestrator_plan_task", **tree)
    expect("repeated plan", True, again["repeated_request"])
    ids = [task["task_id"] for task in planned["tasks"]]
    expect("tasks of the repeat", ids, [task["task_id"] for task in again["tasks"]])
    single = await router.call(
        "orchestrator_plan_task",
        session_id=session,
        parent_task_id=ids[0],
        title="Third",
        description="By itself.",
        complexity="complex",
        context={"files": ["a.py"], "limit": 3},
        estimated_duration=90.5,
    )
    expect("complexity as planned", "complex", single["tasks"][0]["plan"]["complexity"])
    expect("duration as planned", 90.5, single["tasks"][0]["plan"]["estimated_duration"])
    context = single["tasks"][0]["plan"]["context"]
    expect("context as planned", {"files": ["a.py"], "limit": 3}, context)
    third = single["tasks"][0]["task_id"]
    updated = await router.call(
        "orchestrator_update_task", task_id=third, title="Third, renamed", complexity="simple"
    )
    expect("title after the update", "Third, renamed", updated["task"]["plan"]["title"])
    expect("description after the update", "By itself.", updated["task"]["plan"]["description"])
    return ids + [third]


async def execute(router, task_id):
    """Begins a task; returns its token."""
    begun = await router.call(
        "orchestrator_execute_task", task_id=task_id, lease=600, wait_timeout=10
    )
    expect("status of a task that was begun", "in_progress", begun["task"]["status"])
    expect_in("instructions", begun["task"]["plan"]["title"], begun["execution_instructions"])
    return begun["assignment_token"]


async def orchestrate(router):
    """Goes from a session over a plan to the result; returns the session."""
    directory = {"working_directory": f"/projects/{RUN}", "client_key": RUN}
    opened = await router.call("orchestrator_initialize_session", **directory)
    expect("a new session", False, opened["resumed"])
    expect("roles", 10, len(opened["roles"]))
    again = await router.call("orchestrator_initialize_session", **directory)
    expect("the same session", True, again["resumed"])
    session = opened["session"]["session_id"]
    root, first, second, third = await plan(router, session)

    blocked = await router.refused(
        "orchestrator_execute_task", "FAILED_PRECONDITION", "DEPENDENCIES_OPEN", task_id=second
    )
    expect_in("the open dependency", first, json.dumps(blocked))
    token = await execute(router, first)
    await router.refused(
        "orchestrator_execute_task", "FAILED_PRECONDITION", "ALREADY_CLAIMED", task_id=first
    )
    await router.refused(
        "orchestrator_complete_task",
        "ABORTED",
        "STALE_ASSIGNMENT",
        task_id=first,
        assignment_token="0" * 32,
        summary="not mine",
    )
    result = {
        "task_id": first,
        "assignment_token": token,
        "summary": "First is done.",
        "detailed_work": "print('größer')",
        "artifact_type": "code",
        "artifacts": [{"name": "bytes", "media_type": "x/y", "content_base64": "/wA="}],
        "next_action": "complete",
    }
    done = await router.call("orchestrator_complete_task", **result)
    expect("unblocked by the first", [second], done["unblocked_tasks"])
    repeated = await router.call("orchestrator_complete_task", **result)
    expect("repeated completion", True, repeated["repeated_request"])
    work = await router.call("orchestrator_get_artifact", task_id=first, name="work")
    expect("work", "print('größer')", work["content"])
    data = await router.call("orchestrator_get_artifact", task_id=first, name="bytes")
    expect("bytes", "/wA=", data["content_base64"])

    token = await execute(router, second)
    await router.call(
        "orchestrator_complete_task", task_id=second, assignment_token=token, summary="Second, too."
    )
    cancelled = await router.call("orchestrator_cancel_task", task_id=third, reason="not needed")
    expect("status after the cancel", "cancelled", cancelled["task"]["status"])
    found = await router.call(
        "orchestrator_query_tasks", session_id=session, status=["completed", "cancelled"]
    )
    expect("tasks that are over", 3, found["total_count"])
    status = await router.call(
        "orchestrator_get_status", session_id=session, include_completed=True
    )
    expect("completed tasks", 2, status["counts"]["completed"])
    together = await router.call(
        "orchestrator_synthesize_results", parent_task_id=root, complete_parent=True
    )
    expect("the parent is complete", True, together["parent_completed"])
    expect_in("the result", "First is done.", together["markdown"])
    deleted = await router.call("orchestrator_delete_task", task_id=third)
    expect("deleted", "archived", deleted["action_taken"])
    return session, first


async def work(router):
    """Registers as a specialist and does two tasks, one of them badly."""
    for last, arguments in (
        ("specialist_complete", {"result": {"output": "done"}, "quality": 1}),
        ("specialist_fail", {"failure": {"kind": "permanent", "reason": "no compiler"}}),
    ):
        submitted = await router.call(
            "task_submit",
            spec={
                "title": f"For {SPECIALIST}",
                "payload": "work",
                "requirement": {"skills": [{"skill": SKILL, "min_level": 3}]},
            },
        )
        task_id = submitted["task"]["task_id"]
        pulled = await router.call("specialist_work", specialist_id=SPECIALIST, wait_timeout=20)
        (assignment,) = pulled["assignments"]
        expect("task of the assignment", task_id, assignment["task"]["task_id"])
        held = {"task_id": task_id, "assignment_token": assignment["assignment_token"]}
        await router.call("specialist_renew", assignment=held, progress=0.5)
        await router.call(last, assignment=held, **arguments)
    explained = await router.call("task_explain", task_id=task_id)
    expect("state of what failed", "failed", explained["state"])


async def dispatch(router, session):
    """Hands a planned task to a specialist that waits for work, which is the program itself."""
    planned = await router.call(
        "orchestrator_plan_task",
        session_id=session,
        title="For who waits",
        description="Dispatched.",
        specialist_type="coder",
        skills=[{"skill": SKILL, "min_level": 3}],
    )
    task_id = planned["tasks"][0]["task_id"]
    waiting = asyncio.create_task(
        router.call("specialist_work", specialist_id=SPECIALIST, wait_timeout=30)
    )
    await router.call("orchestrator_execute_task", task_id=task_id, mode="dispatch")
    (assignment,) = (await waiting)["assignments"]
    expect("the dispatched task", task_id, assignment["task"]["task_id"])
    token = assignment["assignment_token"]
    context = await router.call(
        "orchestrator_execute_task", task_id=task_id, assignment_token=token
    )
    expect_in("instructions", "Dispatched.", context["execution_instructions"])
    done = await router.call(
        "orchestrator_complete_task", task_id=task_id, assignment_token=token, summary="Done."
    )
    expect("status of the dispatched task", "completed", done["task"]["status"])


async def look(router, session):
    """Calls what only looks, and the clean-up without effect."""
    await router.call("orchestrator_session_status", session_id=session)
    resumed = await router.call("orchestrator_resume_session", session_id=session)
    expect("resumed session", session, resumed["session"]["session_id"])
    listed = await router.call("orchestrator_list_sessions", include_completed=True, limit=100)
    sessions = [each["session_id"] for each in listed["sessions"]]
    expect_in("sessions", session, sessions)
    for action in ("scan_cleanup", "validate_structure", "prepare_handover"):
        kept = await router.call(
            "orchestrator_maintenance_coordinator", action=action, session_id=session
        )
        expect(f"{action} changed nothing", True, kept["dry_run"])
    health = await router.call("orchestrator_health_check")
    expect("healthy", True, health["healthy"])
    await router.call("orchestrator_shutdown_prepare")
    test = await router.call("orchestrator_reconnect_test", session_id=session)
    expect("reconnect possible", True, test["reconnect_possible"])
    await router.call("orchestrator_specialist_intelligence", action="analyze_performance")
    await router.call("orchestrator_workload_manager", action="check_capacity")
    cleaned = await router.call("orchestrator_cleanup_sessions", older_than_days=0, dry_run=True)
    expect("cleaned nothing", True, cleaned["dry_run"])


async def mistakes(router, session):
    """Makes every kind of mistake that arguments can have."""
    task = "orchestrator_execute_task"
    await router.wrong(task, "taskid is not known; did you mean task_id?", taskid="x")
    await router.wrong(task, "task_id is required")
    await router.wrong(task, "task_id must be a string, not a number", task_id=5)
    await router.wrong(
        task, 'mode must be one of self, dispatch, not "me"', task_id=session, mode="me"
    )
    plan_task = "orchestrator_plan_task"
    await router.wrong(
        plan_task, "tasks cannot be given together with title", session_id=session, tasks=[], title="t"
    )
    error = await router.refused(
        plan_task,
        "INVALID_ARGUMENT",
        "INVALID_FIELD",
        session_id=session,
        title="x" * 300,
        description="d",
    )
    expect("field of the router", "title", error["field_violations"][0]["field"])
    nobody = {"session_id": "0" * 32}
    await router.refused(
        "orchestrator_session_status", "NOT_FOUND", "SESSION_NOT_FOUND", **nobody
    )


async def read(router, session, task_id):
    """Reads prompts and resources."""
    prompts = await router.client.list_prompts()
    expect("prompts", 10, len(prompts.prompts))
    prompt = await router.client.get_prompt("coder", {"task": "Fix the build"})
    expect_in("prompt", "Fix the build", prompt.messages[0].content.text)
    for uri, part in (
        (f"session://{session}", session),
        (f"task://{task_id}", task_id),
        (f"artifact://{task_id}/work", "größer"),
    ):
        resource = await router.client.read_resource(uri)
        expect_in(uri, part, resource.contents[0].text)
    try:
        await router.client.read_resource(f"session://{'0' * 32}")
    except MCPError as error:
        expect_in("resource that is not there", "session", str(error).lower())
    else:
        raise Mismatch("a resource that is not there was read")


async def restart(router, session):
    """Restarts the router, and goes on."""
    begun = await router.call("orchestrator_restart_server", timeout=10)
    number = begun["restart"]["number"]
    phase = ""
    while phase not in ("complete", "failed"):
        await asyncio.sleep(0.1)
        status = await router.result("orchestrator_restart_status", {"include_history": True})
        if not status.is_error:
            current = status.structured_content["current_status"]
            expect("restart", number, current["number"])
            phase = current.get("phase")
    expect("phase", "complete", phase)
    resumed = await router.call("orchestrator_resume_session", session_id=session)
    expect("session after the restart", session, resumed["session"]["session_id"])


async def check(client):
    router = Router(client)
    tools = [tool.name for tool in (await client.list_tools()).tools]
    expect("number of tools", TOOLS, len(tools))
    await router.call(
        "specialist_register",
        specialist_id=SPECIALIST,
        spec={
            "skills": [{"skill": name, "level": 4} for name in ("coder", "tester", SKILL)],
            "slots": 4,
        },
    )
    session, task_id = await orchestrate(router)
    await work(router)
    await dispatch(router, session)
    await look(router, session)
    await mistakes(router, session)
    await read(router, session, task_id)
    await restart(router, session)
    expect("tools that were not called", set(), set(tools) - router.called)


async def main(kind, *rest):
    server = rest[0] if kind == "http" else StdioServerParameters(command=rest[0], args=rest[1:])
    async with asyncio.timeout(300):
        async with Client(server) as client:
            await check(client)
    print(f"python over {kind}: ok")


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
