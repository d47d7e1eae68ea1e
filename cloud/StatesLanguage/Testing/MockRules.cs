using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.States;

namespace Classroom.StatesLanguage.Testing;

/// <summary>The states that can be tested with and without a mock, and the required form of mocks.</summary>
static class MockRules
{
    public static void Check(State state, StateTestInput test)
    {
        if (test.MockResult is not null && test.MockError is not null)
            throw new StateTestException("A test mock should have only one of the following fields: [result, errorOutput].");
        if (test.Configuration.MapIterationFailureCount is not null && !test.IsMocked)
            throw new StateTestException("TestState does not support MapIterationFailureCount when a mock is not specified.");
        if (test.IsMocked)
            CheckMock(state, test);
        else
            CheckUnmocked(state, test.HasRole);
        if (test.Configuration.ErrorCausedByState is { } inner && !state.Flows.Any(flow => StateTest.FindIn(flow.Flow, inner) is not null))
            throw new StateTestException($"State '{inner}' is not found within state '{state.Name}'");
    }

    static void CheckUnmocked(State state, bool hasRole)
    {
        if (state is MapState or ParallelState)
        {
            throw new StateTestException(
                "TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, "
                    + "Fail, Choice]",
                StateTestException.InvalidDefinition
            );
        }
        if (
            state is TaskState { Resource: { } resource }
            && (resource.Kind == TaskKind.Activity || resource.Pattern != TaskPattern.RequestResponse)
        )
        {
            throw new StateTestException(
                "TestState API does not support activities and the '.sync' and '.waitForTaskToken' service integration patterns when "
                    + "a mock is not specified",
                StateTestException.InvalidDefinition
            );
        }
        if (state is TaskState && !hasRole)
            throw new StateTestException("RoleArn must be specified when testing a Task state");
    }

    static void CheckMock(State state, StateTestInput test)
    {
        if (state is not (TaskState or MapState or ParallelState))
            throw new StateTestException($"State type '{state.Type}' is not supported when a mock is specified");
        if (test.MockResult is not { } result)
            return;
        switch (state)
        {
            case TaskState { Resource: { } resource }:
                test.CheckResult?.Invoke(resource, result);
                break;
            case MapState { Processor.Distributed.Writer: not null } when result is not JsonObject:
                throw new StateTestException("Mocked result must be a JSON object.");
            case MapState { Processor.Distributed: null or { Writer: null } } or ParallelState when result is not JsonArray:
                throw new StateTestException("Mocked result must be an array.");
            case ParallelState parallel when ((JsonArray)result).Count != parallel.Branches.Count:
                throw new StateTestException("Mocked result must contain the same number of items as number of Parallel branches.");
            case MapState when result is JsonArray items && test.Configuration.MapIterationFailureCount > items.Count:
                throw new StateTestException("Map iteration failure count must be less than or equal to the number of Map iterations");
        }
    }
}
