// Checks the API of a running server with Node: check.mjs PORT PROTO_DIRECTORY...
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';

const CALL_MILLIS = 10_000;
const STREAM_MILLIS = 30_000;
const RUN = randomBytes(6).toString('hex');
const SPECIALIST = `polyglot-node-${RUN}`;
const SKILL = `node-${RUN}`;

const [port, ...includeDirs] = process.argv.slice(2);
const definition = loader.loadSync(
  [
    'smartrouting/v1/task_service.proto',
    'smartrouting/v1/specialist_service.proto',
    'google/rpc/status.proto',
    'google/rpc/error_details.proto',
  ],
  { includeDirs, keepCase: true, longs: Number, enums: String, defaults: true, oneofs: true },
);
const api = grpc.loadPackageDefinition(definition).smartrouting.v1;
const target = `127.0.0.1:${port}`;
const tasks = new api.TaskService(target, grpc.credentials.createInsecure());
const specialists = new api.SpecialistService(target, grpc.credentials.createInsecure());

const within = (millis) => ({ deadline: Date.now() + millis });

/** Makes a unary call. */
function call(client, method, request) {
  return new Promise((resolve, reject) => {
    client[method](request, within(CALL_MILLIS), (error, answer) =>
      error ? reject(error) : resolve(answer),
    );
  });
}

/** Fails unless what came is what was expected. */
function expect(what, expected, actual) {
  try {
    assert.deepEqual(actual, expected);
  } catch {
    throw new Error(`${what}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
  }
}

/** A task that only this program's specialist can do. */
function spec(payload, minLevel = 3) {
  const requirement = { skills: [{ skill: SKILL, min_level: minLevel }] };
  return { title: 'polyglot check', requirement, payload: Buffer.from(payload) };
}

/** Submits a task twice with one request id and returns its id. */
async function submit(name) {
  const request = { request_id: `${SPECIALIST}-${name}`, spec: spec(name) };
  const first = await call(tasks, 'SubmitTask', request);
  expect('repeated_request of a first submit', false, first.repeated_request);
  const second = await call(tasks, 'SubmitTask', request);
  expect('repeated_request of a repeat', true, second.repeated_request);
  expect('task of a repeat', first.task.task_id, second.task.task_id);
  return first.task.task_id;
}

/** Opens a watch that ends when the task is finished; resolves to the tasks that it showed. */
async function watch(taskId) {
  const request = { task_ids: [taskId], view: 'TASK_VIEW_FULL', finished_only: true };
  const shown = [];
  for await (const message of tasks.WatchTasks(request, within(STREAM_MILLIS))) {
    if (message.task) shown.push(message.task);
  }
  return shown;
}

/** Expects a watch to have shown the task once, with its result. */
function expectSucceeded(shown, taskId, output) {
  expect('tasks shown by the watch', [taskId], shown.map((task) => task.task_id));
  expect('state', 'TASK_STATE_SUCCEEDED', shown[0].state);
  expect('result', output.toString('hex'), shown[0].result?.output.toString('hex'));
}

/** Does one task with unary calls and returns its id. */
async function workByCalls() {
  const taskId = await submit('unary');
  const output = Buffer.from('00756e617279ff', 'hex');
  const work = async () => {
    const request = { specialist_id: SPECIALIST, wait_timeout: { seconds: 5 } };
    const { assignments } = await call(specialists, 'PullAssignments', request);
    expect('tasks pulled', [taskId], assignments.map(({ task }) => task.task_id));
    expect('payload', 'unary', assignments[0].task.spec.payload.toString());
    const assignment = { task_id: taskId, assignment_token: assignments[0].assignment_token };
    const accepted = await call(specialists, 'AcceptAssignment', { assignment });
    expect('lease after accept', true, accepted.lease_expire_time !== null);
    const renewed = await call(specialists, 'RenewAssignment', { assignment, progress: 0.5 });
    expect('lease after renew', true, renewed.lease_expire_time !== null);
    await call(specialists, 'CompleteAssignment', { assignment, result: { output } });
    await call(specialists, 'CompleteAssignment', { assignment, result: { output } });
  };
  const [shown] = await Promise.all([watch(taskId), work()]);
  expectSucceeded(shown, taskId, output);
  return taskId;
}

/** Does one task over the Work stream. */
async function workByStream() {
  const taskId = await submit('stream');
  const output = Buffer.from('0073747265616dff', 'hex');
  const work = async () => {
    const stream = specialists.Work(within(STREAM_MILLIS));
    const answers = stream[Symbol.asyncIterator]();
    const next = async () => {
      const { done, value } = await answers.next();
      if (done) throw new Error('the Work stream ended early');
      return value;
    };
    const exchange = async (message) => {
      stream.write(message);
      const { ack } = await next();
      expect('acked message', message.message_id, ack?.message_id);
      expect('error in the ack', null, ack.error);
    };
    stream.write({ hello: { specialist_id: SPECIALIST } });
    expect('kind of answer to hello', 'welcome', (await next()).message);
    const pushed = await next();
    expect('task pushed', taskId, pushed.assignment?.task.task_id);
    const assignment = { task_id: taskId, assignment_token: pushed.assignment.assignment_token };
    await exchange({ message_id: 1, accept: { assignment } });
    await exchange({ message_id: 2, complete: { assignment, result: { output } } });
    await exchange({ message_id: 3, leave: {} });
    stream.end();
    expect('end of the stream', true, (await answers.next()).done);
  };
  const [shown] = await Promise.all([watch(taskId), work()]);
  expectSucceeded(shown, taskId, output);
}

/** Streams load reports, one of them stale. */
async function reportLoad() {
  const answer = await new Promise((resolve, reject) => {
    const stream = specialists.StreamLoad(within(CALL_MILLIS), (error, value) =>
      error ? reject(error) : resolve(value),
    );
    for (const seq of [1, 2, 3, 2]) {
      stream.write({ specialist_id: SPECIALIST, load: { seq, application_utilization: 0.25 } });
    }
    stream.end();
  });
  expect('load reports', { accepted_reports: 3, dropped_reports: 1 }, { ...answer });
}

/** Expects a call to fail; returns the fields that its error names. */
async function expectError(code, reason, answer) {
  const error = await answer.then((value) => {
    throw new Error(`expected ${reason}, got ${JSON.stringify(value)}`);
  }, (failure) => failure);
  expect('code', grpc.status[code], error.code);
  const [bytes] = error.metadata?.get('grpc-status-details-bin') ?? [];
  const details = new Map(
    definition['google.rpc.Status'].deserialize(bytes ?? Buffer.alloc(0)).details.map((any) => {
      const type = any.type_url.split('/').pop();
      return [type, definition[type].deserialize(any.value)];
    }),
  );
  const info = details.get('google.rpc.ErrorInfo');
  expect('reason', [reason, 'smartrouting.org'], [info?.reason, info?.domain]);
  return (details.get('google.rpc.BadRequest')?.field_violations ?? []).map(({ field }) => field);
}

async function check() {
  await new Promise((resolve, reject) => {
    tasks.waitForReady(Date.now() + CALL_MILLIS, (error) =>
      error ? reject(new Error(`no server at ${target}: ${error.message}`)) : resolve(),
    );
  });
  const known = { skills: [{ skill: SKILL, level: 4 }] };
  const registration = { specialist_id: SPECIALIST, spec: known };
  const { specialist } = await call(specialists, 'RegisterSpecialist', registration);
  expect('registered id', SPECIALIST, specialist.specialist_id);
  const taskId = await workByCalls();
  await reportLoad();
  await workByStream();
  const broken = call(tasks, 'SubmitTask', { spec: spec('', 6) });
  const fields = await expectError('INVALID_ARGUMENT', 'INVALID_FIELD', broken);
  expect('fields of the error', ['spec.requirement.skills[0].min_level'], fields);
  const stale = { task_id: taskId, assignment_token: Buffer.alloc(16, 7) };
  const late = call(specialists, 'CompleteAssignment', { assignment: stale });
  await expectError('ABORTED', 'STALE_ASSIGNMENT', late);
  await call(specialists, 'DeregisterSpecialist', { specialist_id: SPECIALIST });
  console.log('node: ok');
}

check().then(
  () => process.exit(0),
  (error) => {
    console.error(`node: ${error.message}`);
    process.exit(1);
  },
);
