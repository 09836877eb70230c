using Learning.Courses.Catalogue;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Credits;

/// <summary>How far one member is with the courses as they are today.</summary>
public sealed class StudyProgress(CoursesDb db, ContentFolder content)
{
    /// <summary>Every course, in the order in which courses are listed. Four queries however many there are.</summary>
    public async Task<IReadOnlyList<CourseProgress>> RunAsync(MemberId member, CancellationToken ct)
    {
        var credits = await db.LessonCredits.AsNoTracking()
            .Where(c => c.MemberId == member)
            .Select(c => new { c.LessonKey, c.RecordedAt })
            .ToDictionaryAsync(c => c.LessonKey, c => c.RecordedAt, StringComparer.Ordinal, ct);
        var passes = await db.CoursePasses.AsNoTracking()
            .InForce(db)
            .Where(p => p.MemberId == member)
            .ToDictionaryAsync(p => p.CourseKey, StringComparer.Ordinal, ct);
        var quizzes = await db.AttemptResults.AsNoTracking()
            .Where(r => r.MemberId == member && r.Passed && !db.AttemptResults.Any(later => later.CorrectsId == r.Id))
            .Select(r => r.CourseKey)
            .ToHashSetAsync(StringComparer.Ordinal, ct);
        return [.. content.Current.Courses.Select(c => new CourseProgress(c, credits, quizzes.Contains(c.Key), passes.GetValueOrDefault(c.Key)))];
    }
}

/// <summary>What a member does next in a course.</summary>
public enum NextStep
{
    Lesson,
    Quiz,

    /// <summary>Nothing is left to do.</summary>
    Done,
}

/// <summary>How far one member is with one course.</summary>
public sealed class CourseProgress
{
    private readonly IReadOnlyDictionary<string, DateTime> credits;

    /// <param name="credits">When each lesson was finished, of this course and others.</param>
    public CourseProgress(Course course, IReadOnlyDictionary<string, DateTime> credits, bool quizPassed, CoursePass? pass)
    {
        (Course, QuizPassed, Pass, this.credits) = (course, quizPassed, pass, credits);
        Finished = course.Lessons.Count(IsFinished);
        NextLesson = course.Lessons.FirstOrDefault(l => !IsFinished(l));
    }

    public Course Course { get; }

    /// <summary>How many of today's lessons are finished.</summary>
    public int Finished { get; }

    /// <summary>The first lesson that is not finished.</summary>
    public Lesson? NextLesson { get; }
    public bool QuizPassed { get; }

    /// <summary>A pass stays a pass, also when the course has been given another lesson since.</summary>
    public CoursePass? Pass { get; }

    public bool IsStarted => Finished > 0 || QuizPassed || Pass is not null;

    public NextStep Next =>
        Pass is not null ? NextStep.Done
        : NextLesson is not null ? NextStep.Lesson
        : Course.Quiz is not null && !QuizPassed ? NextStep.Quiz
        : NextStep.Done;

    public bool IsFinished(Lesson lesson) => credits.ContainsKey(lesson.Key);

    public DateTime? FinishedAt(Lesson lesson) => credits.TryGetValue(lesson.Key, out var at) ? at : null;
}
