// Checks the API of a running server with Go: the only argument is its port.
package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"
	"strings"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/durationpb"

	pb "smartrouting.org/gen/smartrouting/v1"
)

// One deadline for everything, and one for the first call, which waits for the server.
const allOfIt, firstCall = 60 * time.Second, 10 * time.Second

type taskClient = pb.TaskServiceClient
type workClient = pb.SpecialistServiceClient

var skill = "go-" + rand.Text()
var specialist = "polyglot-" + skill

// must ends the program with the error, if there is one.
func must[T any](value T, err error) T {
	if err != nil {
		fail("%v", err)
	}
	return value
}

func fail(format string, arguments ...any) {
	fmt.Fprintf(os.Stderr, "go: "+format+"\n", arguments...)
	os.Exit(1)
}

// expect fails unless what came is what was expected.
func expect(what string, expected, actual any) {
	if !reflect.DeepEqual(expected, actual) {
		fail("%s: expected %#v, got %#v", what, expected, actual)
	}
}

// spec is a task that only this program's specialist can do.
func spec(payload string, minLevel int32) *pb.TaskSpec {
	skills := []*pb.SkillRequirement{{Skill: skill, MinLevel: &minLevel}}
	requirement := &pb.Requirement{Skills: skills}
	return &pb.TaskSpec{Title: "polyglot", Payload: []byte(payload), Requirement: requirement}
}

// submit submits a task twice with one request id and returns its id.
func submit(ctx context.Context, tasks taskClient, name string) string {
	request := &pb.SubmitTaskRequest{RequestId: specialist + "-" + name, Spec: spec(name, 3)}
	first, second := must(tasks.SubmitTask(ctx, request)), must(tasks.SubmitTask(ctx, request))
	expect("repeated_request of a first submit", false, first.RepeatedRequest)
	expect("repeated_request of a repeat", true, second.RepeatedRequest)
	expect("task of a repeat", first.Task.TaskId, second.Task.TaskId)
	return first.Task.TaskId
}

// watch opens a watch that ends when the task is finished; what it returns reads it to its end.
func watch(ctx context.Context, tasks taskClient, taskID string) func(output string) {
	stream := must(tasks.WatchTasks(ctx, &pb.WatchTasksRequest{
		TaskIds: []string{taskID}, View: pb.TaskView_TASK_VIEW_FULL, FinishedOnly: true}))
	return func(output string) {
		var shown []*pb.Task
		for {
			message, err := stream.Recv()
			if errors.Is(err, io.EOF) {
				break
			}
			if task := must(message, err).Task; task != nil {
				shown = append(shown, task)
			}
		}
		expect("number of tasks shown by the watch", 1, len(shown))
		seen := shown[0].TaskId + " " + shown[0].State.String()
		expect("task and state", taskID+" TASK_STATE_SUCCEEDED", seen)
		expect("result", output, string(shown[0].GetResult().GetOutput()))
	}
}

// workByCalls does one task with unary calls and returns its id.
func workByCalls(ctx context.Context, tasks taskClient, work workClient) string {
	taskID := submit(ctx, tasks, "unary")
	expectSucceeded := watch(ctx, tasks, taskID)
	pulled := must(work.PullAssignments(ctx, &pb.PullAssignmentsRequest{
		SpecialistId: specialist, WaitTimeout: durationpb.New(5 * time.Second)})).Assignments
	expect("number of tasks pulled", 1, len(pulled))
	expect("task pulled", taskID, pulled[0].Task.TaskId)
	expect("payload", "unary", string(pulled[0].Task.Spec.Payload))
	held := &pb.AssignmentReference{TaskId: taskID, AssignmentToken: pulled[0].AssignmentToken}
	must(work.AcceptAssignment(ctx, &pb.AcceptAssignmentRequest{Assignment: held}))
	renew := &pb.RenewAssignmentRequest{Assignment: held, Progress: proto.Float64(0.5)}
	expect("lease", true, must(work.RenewAssignment(ctx, renew)).LeaseExpireTime != nil)
	result := &pb.TaskResult{Output: []byte("\x00unary\xff")}
	complete := &pb.CompleteAssignmentRequest{Assignment: held, Result: result}
	must(work.CompleteAssignment(ctx, complete))
	must(work.CompleteAssignment(ctx, complete))
	expectSucceeded("\x00unary\xff")
	return taskID
}

// workByStream does one task over the Work stream.
func workByStream(ctx context.Context, tasks taskClient, work workClient) {
	taskID := submit(ctx, tasks, "stream")
	expectSucceeded := watch(ctx, tasks, taskID)
	stream := must(work.Work(ctx))
	hello := &pb.WorkRequest_Hello{Hello: &pb.Hello{SpecialistId: specialist}}
	must(0, stream.Send(&pb.WorkRequest{Message: hello}))
	expect("a welcome", true, must(stream.Recv()).GetWelcome() != nil)
	pushed := must(stream.Recv()).GetAssignment()
	expect("task pushed", taskID, pushed.GetTask().GetTaskId())
	held := &pb.AssignmentReference{TaskId: taskID, AssignmentToken: pushed.AssignmentToken}
	accept := &pb.AcceptAssignmentRequest{Assignment: held}
	result := &pb.TaskResult{Output: []byte("\x00stream\xff")}
	complete := &pb.CompleteAssignmentRequest{Assignment: held, Result: result}
	for _, message := range []*pb.WorkRequest{
		{MessageId: 1, Message: &pb.WorkRequest_Accept{Accept: accept}},
		{MessageId: 2, Message: &pb.WorkRequest_Complete{Complete: complete}},
		{MessageId: 3, Message: &pb.WorkRequest_Leave{Leave: &pb.Leave{}}},
	} {
		must(0, stream.Send(message))
		ack := must(stream.Recv()).GetAck()
		expect("acked message", message.MessageId, ack.GetMessageId())
		expect("error in the ack", "", ack.GetError().GetMessage())
	}
	must(0, stream.CloseSend())
	_, err := stream.Recv()
	expect("end of the stream", fmt.Sprint(io.EOF), fmt.Sprint(err))
	expectSucceeded("\x00stream\xff")
}

// reportLoad streams load reports, one of them stale.
func reportLoad(ctx context.Context, work workClient) {
	stream := must(work.StreamLoad(ctx))
	for _, seq := range []uint64{1, 2, 3, 2} {
		load := &pb.LoadReport{Seq: seq, ApplicationUtilization: 0.25}
		must(0, stream.Send(&pb.StreamLoadRequest{SpecialistId: specialist, Load: load}))
	}
	answer := must(stream.CloseAndRecv())
	expect("reports", []int64{3, 1}, []int64{answer.AcceptedReports, answer.DroppedReports})
}

// expectError checks the type of an error and returns the fields that it names.
func expectError(code codes.Code, reason string, err error) string {
	expect("code", code.String(), status.Code(err).String())
	info, fields := &errdetails.ErrorInfo{}, []string{}
	for _, detail := range status.Convert(err).Details() {
		switch typed := detail.(type) {
		case *errdetails.ErrorInfo:
			info = typed
		case *errdetails.BadRequest:
			for _, violation := range typed.FieldViolations {
				fields = append(fields, violation.Field)
			}
		}
	}
	expect("reason", reason, info.Reason)
	expect("domain", "smartrouting.org", info.Domain)
	return strings.Join(fields, " ")
}

func main() {
	target := "127.0.0.1:" + strings.Join(os.Args[1:], " ")
	plaintext := grpc.WithTransportCredentials(insecure.NewCredentials())
	connection := must(grpc.NewClient(target, plaintext))
	tasks, work := pb.NewTaskServiceClient(connection), pb.NewSpecialistServiceClient(connection)
	ctx, cancel := context.WithTimeout(context.Background(), allOfIt)
	defer cancel()
	first, cancel := context.WithTimeout(ctx, firstCall)
	defer cancel()
	known := &pb.SpecialistSpec{Skills: []*pb.Skill{{Skill: skill, Level: 4}}}
	registration := &pb.RegisterSpecialistRequest{SpecialistId: specialist, Spec: known}
	registered := must(work.RegisterSpecialist(first, registration, grpc.WaitForReady(true)))
	expect("registered id", specialist, registered.Specialist.SpecialistId)
	taskID := workByCalls(ctx, tasks, work)
	reportLoad(ctx, work)
	workByStream(ctx, tasks, work)
	_, err := tasks.SubmitTask(ctx, &pb.SubmitTaskRequest{Spec: spec("", 6)})
	expect("fields of the error", "spec.requirement.skills[0].min_level",
		expectError(codes.InvalidArgument, "INVALID_FIELD", err))
	stale := &pb.AssignmentReference{TaskId: taskID, AssignmentToken: make([]byte, 16)}
	_, err = work.CompleteAssignment(ctx, &pb.CompleteAssignmentRequest{Assignment: stale})
	expectError(codes.Aborted, "STALE_ASSIGNMENT", err)
	must(work.DeregisterSpecialist(ctx, &pb.DeregisterSpecialistRequest{SpecialistId: specialist}))
	fmt.Println("go: ok")
}
