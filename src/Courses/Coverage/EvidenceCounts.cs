using Learning.Courses.Organisation;

namespace Learning.Courses.Coverage;

/// <summary>How many members rest on each class of evidence.</summary>
public sealed record ClassCounts(int A, int B, int C)
{
    public int this[EvidenceClass of] => of switch { EvidenceClass.A => A, EvidenceClass.B => B, _ => C };

    internal static ClassCounts Of(IEnumerable<Standing> standings, Box box)
    {
        var counts = new int[3];
        foreach (var standing in standings.Where(s => s.Box == box && s.Class is not null))
        {
            counts[(int)standing.Class!]++;
        }

        return new(counts[0], counts[1], counts[2]);
    }
}

/// <summary>Of those who have completed, and of the exempt who were visited: on what it rests. Each adds up to its box.</summary>
public sealed record EvidenceCounts(ClassCounts Done, ClassCounts Visited)
{
    internal static EvidenceCounts Of(IReadOnlyCollection<Standing> standings) =>
        new(ClassCounts.Of(standings, Box.Completed), ClassCounts.Of(standings, Box.ExemptVisited));
}

/// <summary>
/// The class of evidence of a standing: the best with which the member would still be in the same box if nothing weaker counted.
/// Asked of the one function that puts members into boxes, so that it follows every rule by itself.
/// </summary>
internal static class StandingClass
{
    private static readonly EvidenceClass[] Stronger = [EvidenceClass.A, EvidenceClass.B];

    /// <returns>Null for a box that nobody has earned.</returns>
    public static EvidenceClass? Of(Standing standing, MemberFacts facts, EvidenceBasis basis, Func<MemberFacts, Standing?> judge)
    {
        if (standing.Box is not (Box.Completed or Box.ExemptVisited))
        {
            return null;
        }

        foreach (var level in Stronger)
        {
            if (judge(basis.AsGoodAs(level, facts))?.Box == standing.Box)
            {
                return level;
            }
        }

        return EvidenceClass.C;
    }
}

/// <summary>What the facts of members rest on, as known at the instant of the question.</summary>
/// <param name="Present">By class and member: the quarters attended with evidence of class A, and of class B.</param>
/// <param name="OnPaper">Courses passed only on paper: keyed by one person and confirmed by a second.</param>
/// <param name="ConfirmedVisits">The visits of class B.</param>
internal sealed record EvidenceBasis(
    IReadOnlyDictionary<(Guid CohortId, MemberId MemberId), (int A, int B)> Present,
    IReadOnlySet<(MemberId MemberId, string CourseKey)> OnPaper,
    IReadOnlySet<Guid> ConfirmedVisits,
    Plans.AbsenceLimit Absence)
{
    /// <summary>The facts with whatever rests on weaker evidence left out.</summary>
    public MemberFacts AsGoodAs(EvidenceClass level, MemberFacts facts) => facts with
    {
        Classes = [.. facts.Classes.Select(c => AsGoodAs(level, c))],
        Courses = [.. facts.Courses.Where(c => level != EvidenceClass.A || !OnPaper.Contains((c.MemberId, c.CourseKey)))],
        Visits = level == EvidenceClass.A ? [] : [.. facts.Visits.Where(v => ConfirmedVisits.Contains(v.SourceId))],
    };

    private Credits.FinishedClass AsGoodAs(EvidenceClass level, Credits.FinishedClass finished)
    {
        var (a, b) = Present.GetValueOrDefault((finished.CohortId, finished.MemberId));
        var quarters = Math.Min(level == EvidenceClass.A ? a : a + b, finished.AttendedQuarters);
        return finished with
        {
            AttendedQuarters = quarters,
            Completed = finished.Completed && quarters > 0 && Absence.Allows(quarters, finished.TotalQuarters),
        };
    }
}
