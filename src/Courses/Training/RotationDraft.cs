using System.Security.Cryptography;
using System.Text.Json;
using Learning.Courses.Organisation;
using Learning.Courses.Training.Planning;

namespace Learning.Courses.Training;

/// <summary>A request that can be planned: with the people it is about, the venues, and the case for the planner.</summary>
/// <param name="Required">The members who must be trained.</param>
/// <param name="Excused">The members of the unit who need not come, each with the kind of exception.</param>
public sealed record RotationDraft(
    NewRotation Request,
    Unit Unit,
    IReadOnlyDictionary<Guid, Venue> Venues,
    IReadOnlyList<AudienceMember> Required,
    IReadOnlyList<AudienceMember> Excused,
    RotationCase Case)
{
    /// <summary>The names of those who may lead the classes.</summary>
    public IReadOnlyDictionary<Guid, string> Trainers { get; init; } = new Dictionary<Guid, string>();

    /// <summary>Those of the required who are away for six months or more.</summary>
    public IReadOnlyList<AudienceMember> Floating { get; init; } = [];

    /// <summary>Those of them who have not said when they are at home; they are placed as if they were so all year.</summary>
    public IReadOnlyList<AudienceMember> FloatingWithoutDays { get; init; } = [];

    /// <summary>The same for the same case: a plan made of it still holds.</summary>
    public string Fingerprint { get; } = Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        Case.People.Select(p => new { p.MemberId.Value, p.Branch, p.LastTrainedOn, p.OnCommittee, p.Away, p.Windows }).Cast<object>()
            .Concat(Case.Branches).Concat(Case.Classes).Concat(Case.Apart.Select(a => new { One = a.One.Value, Other = a.Other.Value })))));

    /// <summary>Takes a while for a large unit. Touches no database.</summary>
    /// <exception cref="OperationCanceledException">Nobody wants the plan any longer.</exception>
    public RotationPlan Plan(IProgress<PlanProgress>? progress, CancellationToken ct)
    {
        var answer = PlanPlaces.Run(Case, progress, ct);
        var members = Required.ToDictionary(m => m.MemberId);
        var seated = answer.Places.ToLookup(p => p.Value, p => members[p.Key]);
        var held = answer.Held.ToDictionary(h => h.ClassId, h => h.Trainer is { } t ? Guid.Parse(t) : (Guid?)null);
        var classes = Request.InOrder().Select((c, i) => (Class: c, Id: ClassId(i))).Where(c => Request.KeepSpare || held.ContainsKey(c.Id));
        return new RotationPlan(
            this,
            [.. classes.Select((c, i) => new PlannedClass(
                i + 1, Venues[c.Class.VenueId], c.Class.Days, c.Class.Seats, [.. seated[c.Id].OrderBy(m => m.Number, StringComparer.Ordinal)], held.GetValueOrDefault(c.Id)))],
            [.. answer.LeftOut.Select(l => new PlannedAbsence(members[l.Person.MemberId], l.Why))],
            answer.Needs,
            answer.Proof);
    }

    /// <summary>Candidates have no rows of their own; the planner knows each by its place in the request.</summary>
    internal static Guid ClassId(int index) => new(index, 0, 0, new byte[8]);
}
