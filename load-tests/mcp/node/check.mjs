// Checks the tools of a router with the TypeScript SDK: check.mjs http URL, or stdio COMMAND...
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const RUN = randomBytes(6).toString('hex');
const SPECIALIST = `mcp-node-${RUN}`;
const SKILL = `node-${RUN}`;
const TOOLS = 30;
const CALL = { timeout: 90_000 };
const ALL_MILLIS = 300_000;

const [kind, ...rest] = process.argv.slice(2);
const client = new Client({ name: 'smart-routing-check', version: '1' });
const called = new Set();

/** Fails unless what came is what was expected. */
function expect(what, expected, actual) {
  try {
    assert.deepEqual(actual, expected);
  } catch {
    throw new Error(`${what}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
  }
}

function expectIn(what, part, whole) {
  const text = typeof whole === 'string' ? whole : JSON.stringify(whole);
  if (!text.includes(part)) throw new Error(`${what}: expected ${part} in ${text}`);
}

/** Calls a tool, whatever comes of it. */
async function result(name, args = {}) {
  called.add(name);
  return client.callTool({ name, arguments: args }, undefined, CALL);
}

/** Calls a tool that must succeed; returns the object of its result. */
async function call(name, args) {
  const answer = await result(name, args);
  if (answer.isError) throw new Error(`${name} failed: ${answer.content[0].text}`);
  expect(`${name}: text`, answer.structuredContent, JSON.parse(answer.content[1].text));
  return answer.structuredContent;
}

/** Calls a tool that must be refused; returns the error. */
async function refused(name, code, reason, args) {
  const answer = await result(name, args);
  expect(`${name} is an error`, true, answer.isError);
  const { error } = answer.structuredContent;
  expect(`${name}: code and reason`, [code, reason], [error.code, error.reason]);
  expectIn(`${name}: text of the error`, reason, answer.content[0].text);
  return error;
}

/** Calls a tool with arguments that must be refused; the problem names the argument. */
async function wrong(name, problem, args) {
  const error = await refused(name, 'INVALID_ARGUMENT', 'INVALID_FIELD', args);
  const found = error.field_violations.map((each) => `${each.field} ${each.description}`);
  expectIn(`problems of ${name}`, problem, found.join('\n'));
}

/** Plans a tree of three tasks at once and a fourth by itself; returns their ids. */
async function plan(session) {
  const leaf = { description: 'All of it.', specialist_type: 'coder' };
  const tree = {
    session_id: session,
    request_id: `plan-${RUN}`,
    tasks: [
      { key: 'root', plan: { title: 'Root', description: 'x', task_type: 'breakdown' } },
      { key: 'a', parent_key: 'root', plan: { ...leaf, title: 'First' } },
      { key: 'b', parent_key: 'root', plan: { ...leaf, title: 'Second', dependencies: ['a'] } },
    ],
  };
  const planned = await call('orchestrator_plan_task', tree);
  const again = await call('orchestrator_plan_task', tree);
  expect('repeated plan', true, again.repeated_request);
  const ids = planned.tasks.map((task) => task.task_id);
  expect('tasks of the repeat', ids, again.tasks.map((task) => task.task_id));
  const single = await call('orchestrator_plan_task', {
    session_id: session,
    parent_task_id: ids[0],
    title: 'Third',
    description: 'By itself.',
    complexity: 'complex',
    context: { files: ['a.js'], limit: 3 },
    estimated_duration: 90.5,
  });
  const third = single.tasks[0];
  expect('plan', ['complex', 90.5], [third.plan.complexity, third.plan.estimated_duration]);
  expect('context as planned', { files: ['a.js'], limit: 3 }, third.plan.context);
  const updated = await call('orchestrator_update_task', {
    task_id: third.task_id,
    title: 'Third, renamed',
  });
  expect('title after the update', 'Third, renamed', updated.task.plan.title);
  expect('description after the update', 'By itself.', updated.task.plan.description);
  return [...ids, third.task_id];
}

/** Begins a task; returns its token. */
async function execute(taskId) {
  const args = { task_id: taskId, lease: 600, wait_timeout: 10 };
  const begun = await call('orchestrator_execute_task', args);
  expect('status of a task that was begun', 'in_progress', begun.task.status);
  expectIn('instructions', begun.task.plan.title, begun.execution_instructions);
  return begun.assignment_token;
}

/** Goes from a session over a plan to the result; returns the session and a task of it. */
async function orchestrate() {
  const directory = { working_directory: `/projects/${RUN}`, client_key: RUN };
  const opened = await call('orchestrator_initialize_session', directory);
  expect('a new session with ten roles', [false, 10], [opened.resumed, opened.roles.length]);
  const session = opened.session.session_id;
  expect('resumed', true, (await call('orchestrator_initialize_session', directory)).resumed);
  const [root, first, second, third] = await plan(session);

  const early = { task_id: second };
  const open = ['FAILED_PRECONDITION', 'DEPENDENCIES_OPEN'];
  expectIn('the open dependency', first, await refused('orchestrator_execute_task', ...open, early));
  const token = await execute(first);
  const taken = ['FAILED_PRECONDITION', 'ALREADY_CLAIMED'];
  await refused('orchestrator_execute_task', ...taken, { task_id: first });
  const done = { task_id: first, assignment_token: token, summary: 'First is done.' };
  const stale = { ...done, assignment_token: '0'.repeat(32) };
  await refused('orchestrator_complete_task', 'ABORTED', 'STALE_ASSIGNMENT', stale);
  const artifacts = [{ name: 'bytes', media_type: 'x/y', content_base64: '/wA=' }];
  const full = { ...done, detailed_work: 'größer', artifact_type: 'code', artifacts };
  const answer = await call('orchestrator_complete_task', full);
  expect('unblocked by the first', [second], answer.unblocked_tasks);
  expect('repeat', true, (await call('orchestrator_complete_task', full)).repeated_request);
  const work = await call('orchestrator_get_artifact', { task_id: first, name: 'work' });
  expect('work', 'größer', work.content);
  const bytes = await call('orchestrator_get_artifact', { task_id: first, name: 'bytes' });
  expect('bytes', '/wA=', bytes.content_base64);

  const next = { task_id: second, assignment_token: await execute(second), summary: 'Second.' };
  await call('orchestrator_complete_task', next);
  await call('orchestrator_cancel_task', { task_id: third, reason: 'not needed' });
  const over = { session_id: session, status: ['completed', 'cancelled'] };
  expect('tasks that are over', 3, (await call('orchestrator_query_tasks', over)).total_count);
  const whole = { session_id: session, include_completed: true };
  expect('completed', 2, (await call('orchestrator_get_status', whole)).counts.completed);
  const parent = { parent_task_id: root, complete_parent: true };
  const together = await call('orchestrator_synthesize_results', parent);
  expect('the parent is complete', true, together.parent_completed);
  expectIn('the result', 'First is done.', together.markdown);
  const deleted = await call('orchestrator_delete_task', { task_id: third });
  expect('deleted', 'archived', deleted.action_taken);
  return [session, first];
}

/** Works as a specialist: one task well, one badly. */
async function work() {
  const requirement = { skills: [{ skill: SKILL, min_level: 3 }] };
  let taskId;
  for (const [last, args] of [
    ['specialist_complete', { result: { output: 'done' }, quality: 1 }],
    ['specialist_fail', { failure: { kind: 'permanent', reason: 'no compiler' } }],
  ]) {
    const spec = { title: `For ${SPECIALIST}`, payload: 'work', requirement };
    taskId = (await call('task_submit', { spec })).task.task_id;
    const wait = { specialist_id: SPECIALIST, wait_timeout: 20 };
    const { assignments } = await call('specialist_work', wait);
    expect('tasks given', [taskId], assignments.map(({ task }) => task.task_id));
    const assignment = { task_id: taskId, assignment_token: assignments[0].assignment_token };
    await call('specialist_renew', { assignment, progress: 0.5 });
    await call(last, { assignment, ...args });
  }
  expect('what failed', 'failed', (await call('task_explain', { task_id: taskId })).state);
}

/** Hands a planned task to a specialist that waits for work, which is the program itself. */
async function dispatch(session) {
  const planned = await call('orchestrator_plan_task', {
    session_id: session,
    title: 'For who waits',
    description: 'Dispatched.',
    specialist_type: 'coder',
    skills: [{ skill: SKILL, min_level: 3 }],
  });
  const taskId = planned.tasks[0].task_id;
  const waiting = call('specialist_work', { specialist_id: SPECIALIST, wait_timeout: 30 });
  await call('orchestrator_execute_task', { task_id: taskId, mode: 'dispatch' });
  const { assignments } = await waiting;
  expect('the dispatched task', [taskId], assignments.map(({ task }) => task.task_id));
  const held = { task_id: taskId, assignment_token: assignments[0].assignment_token };
  const context = await call('orchestrator_execute_task', held);
  expectIn('instructions', 'Dispatched.', context.execution_instructions);
  const done = await call('orchestrator_complete_task', { ...held, summary: 'Done.' });
  expect('status of the dispatched task', 'completed', done.task.status);
}

/** Calls what only looks, and the clean-up without effect. */
async function look(session) {
  const one = { session_id: session };
  await call('orchestrator_session_status', one);
  const resumed = await call('orchestrator_resume_session', one);
  expect('resumed session', session, resumed.session.session_id);
  const all = { include_completed: true, limit: 100 };
  expectIn('sessions', session, await call('orchestrator_list_sessions', all));
  const scan = { action: 'scan_cleanup', session_id: session };
  expect('dry run', true, (await call('orchestrator_maintenance_coordinator', scan)).dry_run);
  expect('healthy', true, (await call('orchestrator_health_check')).healthy);
  await call('orchestrator_shutdown_prepare');
  const test = await call('orchestrator_reconnect_test', one);
  expect('reconnect possible', true, test.reconnect_possible);
  await call('orchestrator_specialist_intelligence', { action: 'analyze_performance' });
  await call('orchestrator_workload_manager', { action: 'check_capacity' });
  const old = { older_than_days: 0, dry_run: true };
  expect('cleaned nothing', true, (await call('orchestrator_cleanup_sessions', old)).dry_run);
}

/** Makes every kind of mistake that arguments can have. */
async function mistakes(session) {
  const name = 'orchestrator_execute_task';
  await wrong(name, 'taskid is not known; did you mean task_id?', { taskid: 'x' });
  await wrong(name, 'task_id is required', {});
  await wrong(name, 'task_id must be a string, not a number', { task_id: 5 });
  const mode = { task_id: session, mode: 'me' };
  await wrong(name, 'mode must be one of self, dispatch, not "me"', mode);
  const both = { session_id: session, tasks: [], title: 't' };
  await wrong('orchestrator_plan_task', 'tasks cannot be given together with title', both);
  const long = { session_id: session, title: 'x'.repeat(300), description: 'd' };
  const invalid = ['INVALID_ARGUMENT', 'INVALID_FIELD'];
  const error = await refused('orchestrator_plan_task', ...invalid, long);
  expect('field of the router', 'title', error.field_violations[0].field);
  const nobody = { session_id: '0'.repeat(32) };
  await refused('orchestrator_session_status', 'NOT_FOUND', 'SESSION_NOT_FOUND', nobody);
}

/** Reads prompts and resources. */
async function read(session, taskId) {
  expect('prompts', 10, (await client.listPrompts()).prompts.length);
  const wanted = { name: 'coder', arguments: { task: 'Fix the build' } };
  const prompt = await client.getPrompt(wanted);
  expectIn('prompt', 'Fix the build', prompt.messages[0].content.text);
  for (const [uri, part] of [
    [`session://${session}`, session],
    [`task://${taskId}`, taskId],
    [`artifact://${taskId}/work`, 'größer'],
  ]) {
    expectIn(uri, part, (await client.readResource({ uri })).contents[0].text);
  }
  await assert.rejects(client.readResource({ uri: `session://${'0'.repeat(32)}` }));
}

/** Restarts the router, and goes on. */
async function restart(session) {
  const { number } = (await call('orchestrator_restart_server', { timeout: 10 })).restart;
  let last;
  do {
    await sleep(100);
    const answer = await result('orchestrator_restart_status', { include_history: true });
    last = answer.isError ? undefined : answer.structuredContent.current_status;
  } while (!['complete', 'failed'].includes(last?.phase));
  expect('restart', [number, 'complete'], [last.number, last.phase]);
  const resumed = await call('orchestrator_resume_session', { session_id: session });
  expect('session after the restart', session, resumed.session.session_id);
}

async function check() {
  const tools = (await client.listTools()).tools.map((tool) => tool.name);
  expect('number of tools', TOOLS, tools.length);
  const skills = ['coder', 'tester', SKILL].map((skill) => ({ skill, level: 4 }));
  const spec = { skills, slots: 4 };
  await call('specialist_register', { specialist_id: SPECIALIST, spec });
  const [session, taskId] = await orchestrate();
  await work();
  await dispatch(session);
  await look(session);
  await mistakes(session);
  await read(session, taskId);
  await restart(session);
  expect('tools that were not called', [], tools.filter((tool) => !called.has(tool)));
}

setTimeout(() => {
  console.error('node: not done within its time');
  process.exit(1);
}, ALL_MILLIS).unref();
try {
  await client.connect(
    kind === 'http'
      ? new StreamableHTTPClientTransport(new URL(rest[0]))
      : new StdioClientTransport({ command: rest[0], args: rest.slice(1) }),
  );
  await check();
  console.log(`node over ${kind}: ok`);
} catch (error) {
  console.error(`node over ${kind}: ${error.message}`);
  process.exitCode = 1;
} finally {
  await client.close();
}
