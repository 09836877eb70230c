using Learning.Courses.Catalogue;
using Learning.Courses.Credits;
using Learning.Courses.Organisation;
using Learning.Courses.Questions;
using Learning.Courses.Quizzes;
using Learning.Courses.Storage;

namespace Learning.Web.Demo;

/// <summary>What some members of the demo district have studied: the guide by many, Party history by fewer, some half-way.</summary>
internal sealed class DemoStudy(IServiceProvider services, DemoDistrict district)
{
    private readonly ContentFolder content = services.GetRequiredService<ContentFolder>();
    private readonly Hosting.DevClock clock = services.GetRequiredService<Hosting.DevClock>();
    private readonly CoursesDb db = services.GetRequiredService<CoursesDb>();

    public async Task RunAsync(CancellationToken ct)
    {
        // The demo account "member" has everything before it.
        var students = district.Members.Where(m => m.BranchPath != DemoPeople.HomeBranch || m.Rank > DemoPeople.RankOf["member"]).ToList();
        foreach (var member in students.Where(m => m.Lot % 10 == 0))
        {
            await StudyAsync(member, "site-guide", int.MaxValue, ct);
        }

        foreach (var member in students.Where(m => m.Lot % 20 == 1))
        {
            await StudyAsync(member, "party-history", member.Lot % 40 == 1 ? int.MaxValue : 3, ct);
        }
    }

    private async Task StudyAsync(DemoMember member, string courseKey, int lessons, CancellationToken ct)
    {
        if (content.Current.FindCourse(courseKey) is not { } course)
        {
            return;
        }

        // One commit for a member's lessons: the demo should be there soon, and nobody is told "saved" before it.
        await using (var transaction = await db.Database.BeginTransactionAsync(ct))
        {
            foreach (var lesson in course.Lessons.Take(lessons))
            {
                await services.GetRequiredService<CreditLesson>().RunAsync(member.Id, lesson.Key, lesson.In(Languages.Chinese).Hash, ct);
            }

            await transaction.CommitAsync(ct);
        }

        if (lessons >= course.Lessons.Count && course.Quiz is not null)
        {
            await SitQuizAsync(member, course, ct);
        }

        db.ChangeTracker.Clear();
    }

    /// <summary>
    /// Answers as somebody who has read the lessons: most rightly, by posting what a browser would, and enough for a pass. It takes
    /// some minutes, for which the clock is moved on and back.
    /// </summary>
    private async Task SitQuizAsync(DemoMember member, Course course, CancellationToken ct)
    {
        var bank = services.GetRequiredService<QuestionBanks>().Find(course, Languages.Chinese)!.Questions.ToDictionary(q => q.Hash, q => q.Question);
        var started = await services.GetRequiredService<StartAttempt>().RunAsync(member.Id, course.Key, Languages.Chinese, ct);
        if (started.Value is not { } attempt)
        {
            throw new InvalidOperationException($"The demo was refused: {started.Refusal!.Code}.");
        }

        var time = TimeSpan.FromMinutes(5 + (member.Lot % 9));
        clock.MoveBy(time);
        await services.GetRequiredService<SaveAnswers>().RunAsync(member.Id, attempt.Id, 0, DemoAnswers.Of(attempt.Slots, bank, member.Lot), ct);
        await services.GetRequiredService<CompleteQuiz>().RunAsync(member.Id, attempt.Id, ct);
        clock.MoveBy(-time);
    }
}
