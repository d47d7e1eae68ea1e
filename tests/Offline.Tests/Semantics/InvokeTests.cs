using Pulumi;

namespace Classroom.Offline.Tests.Semantics;

/// <summary>Questions to a provider.</summary>
public class InvokeTests
{
    [Test]
    public async Task AQuestionWithOutputsIsAskedWithTheirValues()
    {
        var (run, answer) = (new RecordedRun(), "");
        await run.OfAsync(() =>
        {
            var thing = new Thing("a", new() { Text = "one" });
            Deployment.Instance.Invoke<Answer>("test:index:ask", new Question { Text = thing.Text }).Apply(given => answer = given.Text);
        });
        Assert.That(run.Called.Single().Token, Is.EqualTo("test:index:ask"));
        Assert.That(answer, Is.EqualTo("one!"));
    }

    [Test]
    public async Task AQuestionAboutWhatIsNotKnownIsNotAsked()
    {
        var run = new RecordedRun { IsPreview = true, KnowsOutputs = false };
        await run.OfAsync(() =>
            Deployment.Instance.Invoke<Answer>("test:index:ask", new Question { Text = new Thing("a", new() { Text = "one" }).Id })
        );
        Assert.That(run.Called, Is.Empty);
    }

    sealed class Question : InvokeArgs
    {
        [Input("question", required: true)]
        public Input<string> Text { get; set; } = null!;
    }

    [OutputType]
    sealed class Answer
    {
        public string Text { get; }

        [OutputConstructor]
        Answer([OutputConstructorParameter("answer")] string text) => Text = text;
    }
}
