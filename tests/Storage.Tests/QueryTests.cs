namespace Classroom.Storage.Tests;

sealed class QueryTests : FolderTest
{
    [Test]
    public async Task A_question_is_answered_beside_the_writer()
    {
        using var opened = Open();
        await opened.Database.KeepAsync(() => opened.Rows.Put("a", new("1")));
        using var query = new Query(Folder, "test.db");
        Assert.That(
            query.Ask("select key, text, null as none from texts"),
            Is.EqualTo(new string?[][] { ["key", "text", "none"], ["a", "1", null] })
        );
        await opened.Database.KeepAsync(() => opened.Rows.Put("b", new("2")));
        Assert.That(query.Ask("select count(*) from texts").Last(), Is.EqualTo(new[] { "2" }));
    }

    [Test]
    public void What_can_be_asked_about_is_listed()
    {
        using var opened = Open();
        using var query = new Query(Folder, "test.db");
        Assert.That(
            query.Views().Select(view => $"{view.Name}: {string.Join(", ", view.Columns)}"),
            Is.EqualTo(new[] { "texts: key, text" })
        );
    }

    [TestCase("delete from rows")]
    [TestCase("drop view texts")]
    [TestCase("insert into rows values (1, 2, 3, 4)")]
    [TestCase("pragma user_version = 7")]
    [TestCase("attach 'other.db' as other")]
    public void Nothing_can_be_changed(string sql)
    {
        using var opened = Open();
        using var query = new Query(Folder, "test.db");
        Assert.That(() => query.Ask(sql).ToList(), Throws.TypeOf<QueryException>());
        Assert.That(System.IO.File.Exists(Path.Combine(Folder, "other.db")), Is.False);
        Assert.That(opened.Rows.Count, Is.Zero);
    }

    [TestCase("selec", "near \"selec\": syntax error")]
    [TestCase("select * from elsewhere", "no such table: elsewhere")]
    [TestCase("", "the query is empty")]
    public void A_mistake_is_told(string sql, string message)
    {
        using var opened = Open();
        using var query = new Query(Folder, "test.db");
        Assert.That(() => query.Ask(sql).ToList(), Throws.TypeOf<QueryException>().With.Message.EqualTo(message));
    }
}
