using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Training;

/// <param name="Id">Made when the form is shown, so that the second click records nothing new.</param>
public sealed record NewTrainer(Guid Id, string Name, string UnitPath);

/// <summary>Notes who can lead classes for a unit, and that somebody does so no more.</summary>
public sealed class RecordTrainer(CoursesDb db, SchoolCalendar calendar)
{
    public async Task<Outcome<Trainer>> RunAsync(NewTrainer request, CancellationToken ct)
    {
        if (await FindAsync(request.Id, ct) is { } earlier)
        {
            return earlier;
        }

        var unit = await db.Units.AsNoTracking().SingleOrDefaultAsync(u => u.Path == request.UnitPath, ct);
        if (unit is null || !MayPlan(unit.Path))
        {
            return new Refusal("Trainer.NotYourUnit");
        }

        var name = request.Name.Trim();
        if (name.Length is 0 or > Trainer.MaxName)
        {
            return new Refusal("Trainer.NameLength", Trainer.MaxName);
        }

        var trainer = new Trainer(request.Id, name, unit, calendar.UtcNow(), db.Viewer.MemberId);
        db.Trainers.Add(trainer);
        try
        {
            await db.SaveChangesAsync(ct);
            return trainer;
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            if (await FindAsync(request.Id, ct) is { } winner)
            {
                return winner;
            }

            throw;
        }
    }

    /// <summary>From now on no plan asks for the trainer. Asked twice, it is done once.</summary>
    public async Task<Outcome<Trainer>> EndAsync(Guid trainerId, CancellationToken ct)
    {
        if (await FindAsync(trainerId, ct) is not { } trainer || !MayPlan(trainer.UnitPath))
        {
            return new Refusal("Trainer.NotYourUnit");
        }

        if (trainer.Gone is not null)
        {
            return trainer;
        }

        db.TrainersGone.Add(new TrainerGone(RowId.At(calendar.UtcNow()), trainerId, calendar.UtcNow(), db.Viewer.MemberId));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            if ((await FindAsync(trainerId, ct))?.Gone is null)
            {
                throw;
            }
        }

        return trainer;
    }

    private bool MayPlan(string unitPath) => db.Viewer.HoldsOver(unitPath, PostKind.TownOrganiser, PostKind.DistrictOrganiser);

    private Task<Trainer?> FindAsync(Guid id, CancellationToken ct) => db.Trainers.AsNoTracking().Include(t => t.Gone).SingleOrDefaultAsync(t => t.Id == id, ct);
}
