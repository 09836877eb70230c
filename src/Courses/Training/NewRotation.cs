namespace Learning.Courses.Training;

/// <summary>What an organiser asks for: the same input for the preview and for the deed.</summary>
/// <param name="Id">Made when the form is shown. The second click of the same form gives the first rotation back.</param>
/// <param name="Classes">The classes that could be held. Which of them are is for the planner to say.</param>
public sealed record NewRotation(Guid Id, string Title, string UnitPath, DateOnly From, DateOnly To, IReadOnlyList<CandidateClass> Classes)
{
    /// <summary>How many per cent of a branch may be away on one day; one person always may.</summary>
    public int BranchShare { get; init; } = 50;

    /// <summary>The same of its committee.</summary>
    public int CommitteeShare { get; init; } = 100;

    /// <summary>With fewer people a class is not worth holding.</summary>
    public int Smallest { get; init; } = 1;

    /// <summary>How far a member may be sent, in kilometres as the crow flies; null for anywhere.</summary>
    public int? Farthest { get; init; }

    /// <summary>Keeps the classes that nobody needs at first: whoever misses a class is moved there.</summary>
    public bool KeepSpare { get; init; }

    /// <summary>Who may lead the classes: each gets one of them, who stands nowhere else meanwhile. Empty to name nobody yet.</summary>
    public IReadOnlyList<Guid> Trainers { get; init; } = [];

    /// <summary>The sessions of each day of class.</summary>
    public IReadOnlyList<DayPart> Day { get; init; } = DayPart.FullDay;

    /// <summary>What is wrong with the request whatever the roster and the venues look like.</summary>
    internal Refusal? Check(DateOnly today) => CheckHead() ?? CheckClasses(today);

    private Refusal? CheckHead()
    {
        return this switch
        {
            _ when string.IsNullOrWhiteSpace(Title) || Title.Length > MaxTitle => new Refusal("Rotation.TitleLength", MaxTitle),
            _ when To < From => new Refusal("Rotation.EndsBeforeItBegins", From, To),
            _ when BranchShare is < 1 or > 100 || CommitteeShare is < 1 or > 100 => new Refusal("Rotation.BranchShareRange"),
            _ when Farthest is < 0 => new Refusal("Plan.NegativeDistance", Farthest),
            _ when Classes.Count is 0 or > MaxClasses => new Refusal("Rotation.ClassCount", MaxClasses),
            _ => null,
        };
    }

    private Refusal? CheckClasses(DateOnly today)
    {
        return InOrder().Select(c => CheckClass(c, today)).FirstOrDefault(r => r is not null)
            ?? Classes.GroupBy(c => c.VenueId).Select(v => CheckVenue([.. v.Select(c => c.Days).OrderBy(d => d.OpensOn)])).FirstOrDefault(r => r is not null);
    }

    private Refusal? CheckClass(CandidateClass c, DateOnly today)
    {
        var (opens, closes) = (c.Days.OpensOn, c.Days.ClosesOn);
        return c switch
        {
            _ when c.Seats < 1 => new Refusal("Rotation.NoCapacity"),
            _ when Smallest < 0 || Smallest > c.Seats => new Refusal("Rotation.SmallestOverSeats", Smallest, c.Seats),
            _ when closes < opens => new Refusal("Rotation.ClassEndsBeforeItBegins", opens, closes),
            _ when c.Days.Days > MaxDays => new Refusal("Rotation.ClassTooLong", opens, MaxDays),
            _ when opens < today => new Refusal("Rotation.ClassInThePast", opens),
            _ when opens < From || closes > To => new Refusal("Rotation.ClassOutside", opens, closes, From, To),
            _ => null,
        };
    }

    private static Refusal? CheckVenue(List<ClassDays> inOrder) => inOrder.Zip(inOrder.Skip(1)).Where(p => p.First.Overlaps(p.Second))
        .Select(p => new Refusal("Rotation.ClassesOverlap", p.First.OpensOn, p.Second.OpensOn)).FirstOrDefault();

    /// <summary>The classes in the order in which they are numbered.</summary>
    internal List<CandidateClass> InOrder() => [.. Classes.OrderBy(c => c.Days.OpensOn).ThenBy(c => c.Days.ClosesOn).ThenBy(c => c.VenueId)];

    // Against a form that asks for a million sessions; no plan comes near these.
    private const int MaxTitle = 100;
    private const int MaxClasses = 1_000;
    private const int MaxDays = 31;
}

/// <summary>A class that could be held: so many seats of a venue on a run of days.</summary>
public sealed record CandidateClass(Guid VenueId, ClassDays Days, int Seats);

/// <summary>The days of one class, both included.</summary>
public sealed record ClassDays(DateOnly OpensOn, DateOnly ClosesOn)
{
    public int Days => ClosesOn.DayNumber - OpensOn.DayNumber + 1;

    public bool Overlaps(ClassDays other) => OpensOn <= other.ClosesOn && other.OpensOn <= ClosesOn;
}
