using Learning.Courses.Catalogue;
using Learning.Courses.Credits;
using Learning.Courses.Quizzes;
using Learning.Courses.Storage;
using Learning.Courses.Tests.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Credits;

/// <summary>One small course ("history": two lessons and a quiz) on the disk, and what a member can do with it.</summary>
public sealed class Study : IDisposable
{
    public const string QuizFields = "quiz:\n  questions: 1\n  pass-percent: 60\n  minutes: 10\n  attempts: 3\n";

    public Study() => Content = Files.Open();

    public CourseFiles Files { get; } = new();

    public ContentFolder Content { get; }

    public Course Course => Content.Current.FindCourse("history")!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Files.Dispose();

    public void Change(string file, string old, string @new)
    {
        Files.Replace(file, old, @new);
        Content.Reload();
    }

    public string HashOf(string lesson) => Content.Current.FindLesson(lesson)!.In(Languages.Chinese).Hash;

    public CreditLesson CreditLesson(School school, CoursesDb db) =>
        new(db, school.Calendar, Content, new KeepEditions(db, school.Calendar, Content), PassCourse(school, db));

    public PassCourse PassCourse(School school, CoursesDb db) => new(db, school.Calendar, Content);

    public async Task<Outcome<LessonCredit>> CreditAsync(School school, MemberId member, string lesson, string? hash = null)
    {
        await using var db = school.NewDb();
        return await CreditLesson(school, db).RunAsync(member, lesson, hash ?? HashOf(lesson), Ct);
    }

    public async Task CreditAllAsync(School school, MemberId member)
    {
        foreach (var lesson in Course.Lessons)
        {
            await CreditAsync(school, member, lesson.Key);
        }
    }

    public async Task<CoursePass?> PassAsync(School school, MemberId member)
    {
        await using var db = school.NewDb();
        return await PassCourse(school, db).RunAsync(member, "history", Ct);
    }

    public static async Task<CoursePass?> FindPassAsync(School school, MemberId member)
    {
        await using var db = school.NewDb();
        return await db.CoursePasses.SingleOrDefaultAsync(p => p.MemberId == member, Ct);
    }

    public async Task SitAsync(School school, MemberId member, bool passed, int number = 1, bool? correctedTo = null)
    {
        var now = school.Calendar.UtcNow();
        var attempt = new Attempt(RowId.At(now), member, "history", Course.Hash, number, 60, 1, now, now.AddMinutes(10), []);
        attempt.Finish(now);
        var result = new AttemptResult(RowId.At(now), attempt, 1, 1, passed, now);
        await using var db = school.NewDb();
        db.Attempts.Add(attempt);
        db.AttemptResults.Add(result);
        if (correctedTo is { } corrected)
        {
            db.AttemptResults.Add(new AttemptResult(RowId.At(now), attempt, 1, 1, corrected, now, result.Id));
        }

        await db.SaveChangesAsync(Ct);
    }
}
