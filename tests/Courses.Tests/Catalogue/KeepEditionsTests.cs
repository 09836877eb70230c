using System.Security.Cryptography;
using System.Text;
using Learning.Courses.Catalogue;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Catalogue;

public sealed class KeepEditionsTests : IDisposable
{
    private readonly CourseFiles files = new();

    public void Dispose() => files.Dispose();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Every_edition_is_stored_once_and_a_changed_file_adds_what_changed(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var content = files.Open();

        Assert.Equal(3, await KeepAsync(school, content)); // two lessons and the course
        Assert.Equal(0, await KeepAsync(school, content));
        files.Replace("history/01-one.md", "1921年", "1921年7月");
        content.Reload();
        Assert.Equal(2, await KeepAsync(school, content));

        await using var db = school.NewDb();
        Assert.Equal(2, await db.LessonEditions.CountAsync(e => e.LessonKey == "history/one", Ct));
        Assert.Equal(2, await db.Evidence.CountAsync(e => e.Kind == "course.edition", Ct));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task What_is_stored_can_be_checked_by_its_hash(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var content = files.Open();
        await KeepAsync(school, content);

        await using var db = school.NewDb();
        foreach (var edition in await db.LessonEditions.ToListAsync(Ct))
        {
            Assert.Equal(edition.Hash, Sha256(edition.Title + "\n" + edition.Html));
        }

        var course = await db.CourseEditions.SingleAsync(Ct);
        Assert.Equal(course.Hash, Sha256(course.Manifest));
        Assert.Equal(content.Current.FindCourse("history")!.Hash, course.Hash);
    }

    [Fact]
    public void The_manifest_is_canonical_and_names_everything_that_was_shown()
    {
        var course = files.Open().Current.FindCourse("history")!;
        var (one, two) = (course.Lessons[0].In(Languages.Chinese).Hash, course.Lessons[1].In(Languages.Chinese).Hash);

        Assert.Equal(
            $$$"""
            {"bank":{"zh-CN":"{{{Sha256("题库\n")}}}"},"course":"history","lessons":[{"key":"history/one","minutes":12,"text":{"zh-CN":"{{{one}}}"}},{"key":"history/two","minutes":12,"text":{"zh-CN":"{{{two}}}"}}],"quiz":{"attempts":3,"minutes":10,"pass-percent":60,"questions":1},"theme":"party-history","v":1}
            """,
            course.Manifest);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Two_nodes_that_start_at_once_store_each_edition_once(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var content = files.Open();
        await using var db = school.NewDb();
        var rival = true;
        db.SavingChanges += (_, _) =>
        {
            if (rival)
            {
                rival = false;
                Assert.Equal(3, Task.Run(() => KeepAsync(school, content)).GetAwaiter().GetResult());
            }
        };

        Assert.Equal(0, await new KeepEditions(db, school.Calendar, content).RunAsync(Ct));

        await using var fresh = school.NewDb();
        Assert.Equal(2, await fresh.LessonEditions.CountAsync(Ct));
        Assert.Equal(1, await fresh.CourseEditions.CountAsync(Ct));
    }

    private static async Task<int> KeepAsync(School school, ContentFolder content)
    {
        await using var db = school.NewDb();
        return await new KeepEditions(db, school.Calendar, content).RunAsync(Ct);
    }

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
