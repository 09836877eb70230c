namespace Learning.Courses.Credits;

/// <summary>
/// What a finished piece of learning is worth, in quarters of a credit hour (4 = 1 学时). The numbers come from a rule pack;
/// none of them stands in code.
/// </summary>
/// <param name="Courses">Sorted from the longest course down; the first step that the minutes reach is the one that counts.</param>
/// <param name="PassedTest">Added to a course whose quiz was passed.</param>
/// <param name="FullDay">A full day of a class, for whoever plans its sessions.</param>
/// <param name="HalfDay">A half day of a class, or a lecture.</param>
/// <param name="CountsIncompleteClasses">Whether the sessions attended count although the class as a whole was not completed.</param>
public sealed record Tariff(IReadOnlyList<TariffStep> Courses, int PassedTest, int FullDay, int HalfDay, bool CountsIncompleteClasses)
{
    /// <summary>The most that counts of some kinds of learning; a kind is in one cap at most, so the order of the facts does not matter to the sum.</summary>
    public IReadOnlyList<CreditCap> Caps { get; init; } = [];

    public int OfCourse(int minutes) => Courses.First(step => minutes >= step.FromMinutes).Quarters;

    /// <summary>A class is worth the sessions at which the member was present, never those that were planned.</summary>
    public int OfClass(FinishedClass finished) =>
        finished.Completed || CountsIncompleteClasses ? finished.AttendedQuarters : 0;
}

/// <summary>A course of at least this many nominal minutes is worth this many quarters.</summary>
public sealed record TariffStep(int FromMinutes, int Quarters);

/// <summary>Of these kinds together no more than this counts within one period, in quarters.</summary>
public sealed record CreditCap(IReadOnlyList<CreditLineKind> Kinds, int Quarters);
