namespace Learning.Courses.Organisation;

/// <summary>
/// Who is asking, and which part of the organisation answers to them. Every query of CoursesDb is cut down to it.
/// </summary>
/// <param name="MemberId">The person; null for the system itself and for visitors who have not signed in.</param>
/// <param name="Everything">True for jobs, for the verbs of the command line and for posts that cover the whole district.</param>
/// <param name="Posts">The posts in force today, with the unit each covers.</param>
/// <param name="BranchPath">The branch that answers for the viewer today; null for the system and for visitors.</param>
public sealed record Viewer(MemberId? MemberId, bool Everything, IReadOnlyList<ViewerPost> Posts, string? BranchPath = null)
{
    /// <summary>Sees nothing about anybody. What a request has until somebody proves otherwise.</summary>
    public static Viewer Nobody { get; } = new(null, false, []);

    /// <summary>Jobs and verbs: nobody is asking, so nobody's view limits the answer.</summary>
    public static Viewer System { get; } = new(null, true, []);

    /// <summary>An application that acts for itself: sees the members of one unit and is none of them, so no page opens to it.</summary>
    public static Viewer OfApplication(string unitPath) => new(null, false, []) { Paths = [unitPath], Homes = [unitPath] };

    /// <summary>The paths of the units whose members this viewer answers for. See <see cref="Unit.Path"/>.</summary>
    public IReadOnlyList<string> Paths { get; init; } =
        [.. Posts.Where(p => p.Kind.CoversMembers()).Select(p => p.UnitPath).Distinct(StringComparer.Ordinal)];

    /// <summary>Every unit the viewer belongs to or covers; a row about a unit above one of these concerns the viewer.</summary>
    public IReadOnlyList<string> Homes { get; init; } =
        [.. Posts.Select(p => p.UnitPath).Concat(BranchPath is null ? [] : [BranchPath]).Distinct(StringComparer.Ordinal)];

    /// <summary>Holds one of these posts somewhere.</summary>
    public bool Holds(params PostKind[] kinds) => Posts.Any(p => kinds.Contains(p.Kind));

    /// <summary>Holds one of these posts at the unit or above it.</summary>
    public bool HoldsOver(string unitPath, params PostKind[] kinds) =>
        Everything && MemberId is null || Posts.Any(p => kinds.Contains(p.Kind) && Unit.IsWithin(unitPath, p.UnitPath));

    /// <summary>Answers for the members of the unit, by a post at the unit or above it.</summary>
    public bool Covers(string unitPath) => Everything || Paths.Any(p => Unit.IsWithin(unitPath, p));
}

public sealed record ViewerPost(PostKind Kind, UnitId UnitId, string UnitPath);

/// <summary>Holds the viewer of one request, job run or verb. Starts as <see cref="Viewer.Nobody"/>: forgetting to say who asks shows nothing.</summary>
public sealed class Viewing
{
    public Viewer Current { get; private set; } = Viewer.Nobody;

    public void Become(Viewer viewer) => Current = viewer;
}
