using Learning.Courses;
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
    private readonly CoursesDb db = services.GetRequiredService<CoursesDb>();

    public async Task RunAsync(CancellationToken ct)
    {
        // The demo account "member" has everything before it.
        var students = district.Members.Where(m => m.BranchPath != DemoPeople.HomeBranch || m.Rank > DemoPeople.RankOf["member"]).ToList();
        foreach (var member in students.Where(m => m.Lot % 10 == 0))
        {
            await StudyAsync(member.Id, "site-guide", int.MaxValue, ct);
        }

        foreach (var member in students.Where(m => m.Lot % 20 == 1))
        {
            await StudyAsync(member.Id, "party-history", member.Lot % 40 == 1 ? int.MaxValue : 3, ct);
        }
    }

    private async Task StudyAsync(MemberId member, string courseKey, int lessons, CancellationToken ct)
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
                await services.GetRequiredService<CreditLesson>().RunAsync(member, lesson.Key, lesson.In(Languages.Chinese).Hash, ct);
            }

            await transaction.CommitAsync(ct);
        }

        if (lessons >= course.Lessons.Count && course.Quiz is not null)
        {
            await SitQuizAsync(member, course, ct);
        }

        db.ChangeTracker.Clear();
    }

    /// <summary>Answers every question rightly, as far as a browser could know: by posting the right options.</summary>
    private async Task SitQuizAsync(MemberId member, Course course, CancellationToken ct)
    {
        var bank = services.GetRequiredService<QuestionBanks>().Find(course, Languages.Chinese)!.Questions.ToDictionary(q => q.Hash, q => q.Question);
        var started = await services.GetRequiredService<StartAttempt>().RunAsync(member, course.Key, Languages.Chinese, ct);
        if (started.Value is not { } attempt)
        {
            throw new InvalidOperationException($"The demo was refused: {started.Refusal!.Code}.");
        }

        var answers = attempt.Slots.ToDictionary(s => s.Slot, s => KindRoles.Of(bank[s.QuestionHash].Kind).RightAnswer(bank[s.QuestionHash], s.OptionOrder));
        await services.GetRequiredService<SaveAnswers>().RunAsync(member, attempt.Id, 0, answers, ct);
        await services.GetRequiredService<CompleteQuiz>().RunAsync(member, attempt.Id, ct);
    }
}
