using System.Globalization;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Courses.Training;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Notices;

/// <param name="Words">What those who had a place should know beside the reason; needed when the reason is none of the list.</param>
public sealed record CallOffInput(IReadOnlyCollection<Guid> Cohorts, CalledOffBecause Because, string Words);

/// <param name="Told">How many people were told now; none when it had been done before.</param>
public sealed record ClassesCalledOff(IReadOnlyList<Cohort> Classes, int PlacedAnew, int LeftOut, int Told);

/// <summary>
/// Calls classes off as it was shown: the classes end, their members are placed anew or named as left out, and whoever is
/// affected is told, all in one transaction. Asked twice, the second time finds it done and tells nobody.
/// </summary>
public sealed class CallOffClasses(CoursesDb db, SchoolCalendar calendar, ConsiderCallOff consider)
{
    private const int MostTries = 3;

    public async Task<Outcome<ClassesCalledOff>> RunAsync(CallOffInput input, string fingerprint, CancellationToken ct)
    {
        if (Check(input) is { } wrong)
        {
            return wrong;
        }

        for (var tries = 1; ; tries++)
        {
            if (await DoneAsync(input, ct) is { } done)
            {
                return done;
            }

            var outcome = await consider.RunAsync(input.Cohorts, ct);
            if (outcome.Value is not { } callOff)
            {
                return outcome.Refusal!;
            }

            if (callOff.Fingerprint != fingerprint)
            {
                return new Refusal("Rotation.RosterChanged");
            }

            var told = Add(callOff, input);
            try
            {
                await db.SaveChangesAsync(ct);
                return new ClassesCalledOff(callOff.Classes, callOff.PlacedAnew, callOff.LeftOut, told);
            }
            catch (DbUpdateException) when (tries < MostTries)
            {
                // The same button twice, another plan, a place given at this moment: state and count of the class let one of us
                // win. Looking again tells whether it is done, or is something else by now than what was shown.
                db.ChangeTracker.Clear();
            }
        }
    }

    private static Refusal? Check(CallOffInput input) => input switch
    {
        _ when input.Words.Length > CohortCalledOff.MaxWords => new Refusal("CallOff.TooManyWords", CohortCalledOff.MaxWords),
        { Because: CalledOffBecause.Other } when string.IsNullOrWhiteSpace(input.Words) => new Refusal("CallOff.SayWhy"),
        _ => null,
    };

    private async Task<ClassesCalledOff?> DoneAsync(CallOffInput input, CancellationToken ct)
    {
        var ids = input.Cohorts.ToHashSet();
        var off = await db.Cohorts.AsNoTracking().Where(c => ids.Contains(c.Id) && c.State == CohortState.CalledOff).OrderBy(c => c.OpensOn).ToListAsync(ct);
        return off.Count > 0 && off.Count == ids.Count && off.TrueForAll(c => db.Viewer.HoldsOver(c.UnitPath, PostKind.TownOrganiser, PostKind.DistrictOrganiser))
            ? new ClassesCalledOff(off, 0, 0, 0)
            : null;
    }

    /// <returns>How many people will be told.</returns>
    private int Add(CallOff callOff, CallOffInput input)
    {
        var (now, today, replan) = (calendar.UtcNow(), calendar.Today(), new ReplanRotation(db, calendar));
        var notices = new List<NewNotice>();
        foreach (var plan in callOff.Rotations)
        {
            foreach (var cohort in plan.Cohorts.Where(c => plan.Without.Contains(c.Id)))
            {
                var off = cohort.CallOff(RowId.At(now), input.Because, input.Words.Trim(), today, now, db.Viewer.MemberId);
                db.CohortsCalledOff.Add(off.Value ?? throw new InvalidOperationException($"The class could be called off and refuses it: {off.Refusal!.Code}."));
            }

            replan.Change(plan);
            var displaced = plan.Displaced.ToHashSet();
            notices.AddRange(displaced.OrderBy(m => m.Value).Select(m => Say(plan, m, input.Because)));
            notices.AddRange(TellPlaces.Notices(plan).Where(n => !displaced.Contains(n.MemberId)));
        }

        Outbox.Add(db, now, notices);
        return notices.Count;
    }

    private static NewNotice Say(Replan plan, MemberId member, CalledOffBecause because)
    {
        var cohort = plan.CohortOf(plan.Case.Confirmed[member]);
        var next = plan.Places.TryGetValue(member, out var at) ? plan.CohortOf(at) : null;
        return new NewNotice(
            member,
            next is null ? NoticeKinds.ClassCalledOff : NoticeKinds.ClassCalledOffMoved,
            $"called-off/{cohort.Id}/{member}",
            [
                NoticeArgument.Text(plan.Rotation.Title),
                NoticeArgument.Text(cohort.Number.ToString(CultureInfo.InvariantCulture)),
                NoticeArgument.Day(cohort.OpensOn),
                NoticeArgument.Word($"CalledOffBecause.{because}"),
                .. next is null ? [] : TellPlaces.Naming(next, plan.Venues[next.VenueId].Name),
            ]);
    }
}
