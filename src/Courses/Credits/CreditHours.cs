namespace Learning.Courses.Credits;

/// <summary>What the tariff needs to know of a <see cref="CoursePass"/>.</summary>
/// <param name="SourceId">The course pass itself; its evidence is found by it.</param>
public sealed record PassedCourse(Guid SourceId, MemberId MemberId, string CourseKey, int Minutes, bool QuizPassed, DateOnly On);

/// <summary>What the tariff needs to know of a class that has ended for a member.</summary>
/// <param name="SourceId">The cohort outcome itself; its evidence is found by it.</param>
public sealed record FinishedClass(
    Guid SourceId, MemberId MemberId, Guid CohortId, bool Completed, int AttendedQuarters, int TotalQuarters, DateOnly On);

public enum CreditLineKind
{
    Course,

    /// <summary>The quiz of a course, passed; named by the same fact as the course.</summary>
    Test,
    Class,

    /// <summary>Shown although it counts nothing, so that a member need not ask where the class went.</summary>
    ClassNotCompleted,
}

/// <summary>One line of the explanation: which fact, of which day, gave how much.</summary>
/// <param name="SourceId">The fact; /evidence/by-source/{SourceId} proves it.</param>
/// <param name="CourseKey">For a course and its test.</param>
/// <param name="CohortId">For a class.</param>
public sealed record CreditLine(CreditLineKind Kind, Guid SourceId, DateOnly On, int Quarters, string? CourseKey, Guid? CohortId)
{
    /// <summary>What was attended or earned and does not count: the class was not completed, or more of the kind than the tariff counts.</summary>
    public int Withheld { get; init; }
}

/// <summary>A sum of credit hours that can be explained line by line.</summary>
/// <param name="Quarters">4 = 1 credit hour. Always the sum of the lines.</param>
public sealed record CreditSum(int Quarters, IReadOnlyList<CreditLine> Lines)
{
    public static CreditSum Zero { get; } = new(0, []);
}

/// <summary>
/// Turns evidence into credit hours. Nothing here is stored: hours are computed from the facts by the tariff in force, so they
/// cannot disagree with either. No stopwatch is asked: minutes are those the author stated for the course.
/// </summary>
public static class CreditHours
{
    /// <param name="from">The first day that counts.</param>
    /// <param name="to">The last day that counts.</param>
    public static CreditSum Of(
        IEnumerable<PassedCourse> courses, IEnumerable<FinishedClass> classes, Tariff tariff, DateOnly from, DateOnly to)
    {
        var lines = courses.Where(c => c.On >= from && c.On <= to).SelectMany(c => Lines(c, tariff))
            .Concat(classes.Where(c => c.On >= from && c.On <= to).Select(c => Line(c, tariff)))
            .OrderBy(line => line.On).ThenBy(line => line.SourceId).ThenBy(line => line.Kind)
            .ToList();
        return lines.Count == 0 ? CreditSum.Zero : Sum([.. Capped(lines, tariff.Caps)]);
    }

    private static CreditSum Sum(List<CreditLine> lines) => new(lines.Sum(line => line.Quarters), lines);

    /// <summary>What was earned first counts first.</summary>
    private static IEnumerable<CreditLine> Capped(List<CreditLine> lines, IReadOnlyList<CreditCap> caps)
    {
        var left = caps.ToDictionary(cap => cap, cap => cap.Quarters);
        foreach (var line in lines)
        {
            if (caps.FirstOrDefault(cap => cap.Kinds.Contains(line.Kind)) is not { } cap)
            {
                yield return line;
                continue;
            }

            var counts = Math.Min(line.Quarters, left[cap]);
            left[cap] -= counts;
            yield return line with { Quarters = counts, Withheld = line.Withheld + line.Quarters - counts };
        }
    }

    private static IEnumerable<CreditLine> Lines(PassedCourse course, Tariff tariff)
    {
        yield return new(CreditLineKind.Course, course.SourceId, course.On, tariff.OfCourse(course.Minutes), course.CourseKey, null);
        if (course.QuizPassed)
        {
            yield return new(CreditLineKind.Test, course.SourceId, course.On, tariff.PassedTest, course.CourseKey, null);
        }
    }

    private static CreditLine Line(FinishedClass finished, Tariff tariff)
    {
        var kind = finished.Completed ? CreditLineKind.Class : CreditLineKind.ClassNotCompleted;
        var counts = tariff.OfClass(finished);
        return new(kind, finished.SourceId, finished.On, counts, null, finished.CohortId) { Withheld = finished.AttendedQuarters - counts };
    }
}
