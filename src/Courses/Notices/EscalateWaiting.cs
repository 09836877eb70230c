using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Learning.Courses.Storage;
using Learning.Courses.Training;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Notices;

/// <summary>
/// When somebody without a class goes up to the town. An option of the site and no entry of a rule pack: rule packs say what training
/// is owed, by an article each, and no article says how long a branch may take to see to it.
/// </summary>
/// <param name="TownAfterDays">Whole days after the branch was told. Setting "Training:EscalateAfterDays".</param>
public sealed record EscalationSettings(int TownAfterDays = EscalationSettings.OneWeek)
{
    private const int OneWeek = 7;
}

/// <summary>
/// Tells the branch of members whom a rotation has not trained and who have no class to come, and the town when they still have none
/// some days later. Each matter is told once at each of the two: that a member has no place, or has missed a class without another
/// one, is one matter; missing another class is the next. Run daily; a day on which it did not run is made up for.
/// </summary>
public sealed class EscalateWaiting(CoursesDb db, SchoolCalendar calendar, WaitingMembers waiting, EscalationSettings settings)
{
    /// <summary>Who missed the last class is told of when the rotation is over. Later it is a matter of the year's report.</summary>
    private const int DaysAfterEnd = 31;

    /// <summary>As many as the row of a notice has room for.</summary>
    private const int MostInNotice = 50;

    /// <summary>Gives back how many notices there were.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var ended = calendar.Today().AddDays(-DaysAfterEnd);
        var rotations = await db.Rotations.AsNoTracking().Where(r => r.To >= ended).OrderBy(r => r.From).ThenBy(r => r.Id).Select(r => new { r.Id, r.Title }).ToListAsync(ct);
        var answering = await Answering.ReadAsync(db, calendar.Today(), ct);
        var told = 0;
        foreach (var rotation in rotations)
        {
            var matters = await MattersAsync(rotation.Id, ct);
            if (matters.Count > 0)
            {
                told += await TellAsync(rotation.Id, rotation.Title, matters, answering, ct);
            }
        }

        return told;
    }

    private async Task<List<Matter>> MattersAsync(Guid rotation, CancellationToken ct)
    {
        var members = (await waiting.RunAsync(rotation, ct)).Select(w => w.Member).ToList();
        if (members.Count == 0)
        {
            return [];
        }

        var cohorts = db.Cohorts.Where(c => c.RotationId == rotation);
        var missed = await db.CohortOutcomes.AsNoTracking().Where(o => !o.Completed && cohorts.Any(c => c.Id == o.CohortId))
            .Select(o => new { o.MemberId, o.Id, At = o.RecordedAt }).ToListAsync(ct);
        var lost = await db.PlacesGivenUp.AsNoTracking().Where(g => cohorts.Any(c => c.Enrolments.Any(e => e.Id == g.EnrolmentId)))
            .Select(g => new { g.MemberId, g.Id, At = g.RecordedAt }).ToListAsync(ct);
        var last = missed.Concat(lost).GroupBy(m => m.MemberId).ToDictionary(m => m.Key, m => m.OrderBy(x => x.At).ThenBy(x => x.Id).Last().Id);
        return members.ConvertAll(m => new Matter(KeyOf(m.MemberId, last.GetValueOrDefault(m.MemberId, rotation)), m.MemberId, m.BranchPath));
    }

    private async Task<int> TellAsync(Guid rotation, string title, List<Matter> matters, Answering answering, CancellationToken ct)
    {
        var (branch, town) = (await ToldAsync("branch", rotation, ct), await ToldAsync("town", rotation, ct));
        var fresh = matters.Where(m => !branch.ContainsKey(m.Key)).Select(m => (Matter: m, Desk: answering.Nearest(m.BranchPath)));
        var old = matters.Where(m => !town.ContainsKey(m.Key) && branch.TryGetValue(m.Key, out var at) && calendar.DayOf(at).AddDays(settings.TownAfterDays) <= calendar.Today())
            .Select(m => (Matter: m, Desk: answering.Nearest(m.BranchPath)))
            .Select(m => (m.Matter, Desk: answering.Nearest(Answering.Above(m.Desk.Path)))); // Above whoever was told, be that the branch or, without a secretary, the town.
        return await Outbox.PostAsync(
            db,
            calendar.UtcNow(),
            [
                .. Notices("branch", rotation, fresh, NoticeKinds.WaitingBranch, [NoticeArgument.Text(title)]),
                .. Notices("town", rotation, old, NoticeKinds.WaitingTown, [NoticeArgument.Text(title), NoticeArgument.Text(settings.TownAfterDays.ToString(CultureInfo.InvariantCulture))]),
            ],
            ct);
    }

    private static IEnumerable<NewNotice> Notices(
        string level, Guid rotation, IEnumerable<(Matter Matter, (string Path, IReadOnlyList<MemberId> Who) Desk)> matters, string kind, IReadOnlyList<NoticeArgument> head) =>
        from desk in matters.GroupBy(m => m.Desk.Path, StringComparer.Ordinal)
        from part in desk.Select(m => m.Matter.Key).Order(StringComparer.Ordinal).Chunk(MostInNotice)
        from who in desk.First().Desk.Who
        select new NewNotice(
            who,
            kind,
            $"{Prefix(level, rotation)}{who}/{Hash(string.Join(',', part))}",
            [.. head, NoticeArgument.Text(part.Length.ToString(CultureInfo.InvariantCulture)), .. part.Select(NoticeArgument.Matter)]);

    /// <summary>Which matters have been told there, and when first.</summary>
    private async Task<Dictionary<string, DateTime>> ToldAsync(string level, Guid rotation, CancellationToken ct)
    {
        var prefix = Prefix(level, rotation);
        var messages = await db.Outbox.AsNoTracking().Where(m => m.Once.StartsWith(prefix)).OrderBy(m => m.CreatedAt).Select(m => new { m.Arguments, m.CreatedAt }).ToListAsync(ct);
        var told = new Dictionary<string, DateTime>(StringComparer.Ordinal);
        foreach (var message in messages)
        {
            foreach (var matter in NoticeArgument.ReadAll(message.Arguments).Where(a => a.Kind == NoticeArgument.MatterKind))
            {
                told.TryAdd(matter.Value, message.CreatedAt);
            }
        }

        return told;
    }

    private static string Prefix(string level, Guid rotation) => $"waiting/{level}/{rotation}/";

    /// <summary>Stands in the notice, so that it is known what was told; a hash, so that the notice names nobody.</summary>
    private static string KeyOf(MemberId member, Guid cause) => Hash($"{member}/{cause}");

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];

    private sealed record Matter(string Key, MemberId MemberId, string BranchPath);
}
