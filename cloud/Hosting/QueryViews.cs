using Classroom.Storage;

namespace Classroom.Cloud.Hosting;

/// <summary>The views for people who query the database with SQL: one view for each subject. Times are in UTC.</summary>
static class QueryViews
{
    static readonly (string Name, string Select)[] Views =
    [
        (
            "executions",
            """
            SELECT value ->> 'Name' AS name, value ->> 'MachineName' AS machine, value ->> 'Status' AS status, value ->> 'Started' AS started,
                value ->> 'Stopped' AS stopped, round((julianday(value ->> 'Stopped') - julianday(value ->> 'Started')) * 86400, 3) AS seconds,
                value ->> 'Input' AS input, value ->> 'Output' AS output, value ->> 'Error' AS error, value ->> 'Cause' AS cause, value ->> 'Arn' AS arn
            FROM execution_records
            """
        ),
        (
            "history",
            """
            SELECT e.key AS execution, event.value ->> 'id' AS id, event.value ->> 'type' AS type,
                strftime('%Y-%m-%dT%H:%M:%fZ', event.value ->> 'timestamp', 'unixepoch') AS time, event.value AS event
            FROM execution_records AS e JOIN history_chunks AS chunk ON chunk.owner = CAST(e.number AS TEXT), json_each(chunk.value) AS event
            """
        ),
        (
            "log_events",
            """
            SELECT stream.value ->> 'Group' AS log_group, stream.value ->> 'Name' AS stream,
                strftime('%Y-%m-%dT%H:%M:%fZ', event.value ->> 't' / 1000.0, 'unixepoch') AS time, event.value ->> 'm' AS message
            FROM rows AS stream JOIN log_chunks AS chunk ON chunk.owner = stream.value ->> 'Number', json_each(chunk.value) AS event
            WHERE stream.kind = 'logs.streams'
            """
        ),
        (
            "messages",
            """
            SELECT state.value ->> 'Queue' AS queue, state.key AS id, state.value ->> 'Sent' AS sent, state.value ->> 'Visible' AS visible,
                state.value ->> 'Receives' AS receives, content.value ->> 'Body' AS body
            FROM rows AS state LEFT JOIN message_contents AS content ON content.key = format('%020d', state.value ->> 'Sequence')
            WHERE state.kind = 'sqs.messages'
            """
        ),
        (
            "functions",
            """
            SELECT key AS name, value ->> '$.Latest.Runtime' AS runtime, value ->> '$.Latest.Handler' AS handler, value ->> '$.Latest.Role' AS role,
                value ->> '$.Latest.MemorySize' AS memory, value ->> '$.Latest.Timeout' AS timeout, value ->> '$.Latest.Modified' AS modified
            FROM rows WHERE kind = 'lambda.functions'
            """
        ),
        (
            "calls",
            """
            SELECT strftime('%Y-%m-%dT%H:%M:%fZ', at / 1000.0, 'unixepoch') AS time,
                coalesce(value ->> '$.userIdentity.arn', value ->> '$.userIdentity.invokedBy', 'nobody') AS caller,
                replace(value ->> 'eventSource', '.amazonaws.com', '') AS service, value ->> 'eventName' AS operation,
                value ->> '$.additionalEventData.status' AS status, value ->> 'errorCode' AS error, value ->> 'errorMessage' AS message,
                value ->> '$.resources[0].ARN' AS resource, value ->> 'sourceIPAddress' AS address,
                value ->> '$.additionalEventData.milliseconds' AS milliseconds, value ->> 'requestID' AS request_id, value AS event
            FROM audit_events
            """
        ),
    ];

    public static void AddTo(Database database)
    {
        foreach (var (name, select) in Views)
            database.View(name, select);
    }
}
