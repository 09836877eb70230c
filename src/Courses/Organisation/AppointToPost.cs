using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Organisation;

/// <param name="To">The last day of the term; null while open.</param>
public sealed record PostInput(MemberId Member, PostKind Kind, string UnitPath, DateOnly From, DateOnly? To = null);

/// <summary>Gives a member an office. Asked twice, gives the first row back.</summary>
public sealed class AppointToPost(CoursesDb db, SchoolCalendar calendar)
{
    public async Task<Outcome<Post>> RunAsync(PostInput input, CancellationToken ct)
    {
        // The scope decides whom the viewer may see at all; a district's author is appointed from the viewer's own members too.
        var isKnown = await db.Members.AnyAsync(m => m.MemberId == input.Member, ct);
        var unit = await db.Units.SingleOrDefaultAsync(u => u.Path == input.UnitPath, ct);
        if (unit is null || !db.Viewer.MayAppoint(input.Kind, unit.Path))
        {
            return new Refusal("Post.NotYours");
        }

        if ((isKnown ? Refuse(input, unit) : new Refusal("Organisation.NoSuchMember")) is { } refusal)
        {
            return refusal;
        }

        return await FindAsync(input, ct) is { } earlier ? earlier : await StoreAsync(input, unit, ct);
    }

    private static Refusal? Refuse(PostInput input, Unit unit)
    {
        if (!input.Kind.Suits(unit.Kind))
        {
            return new Refusal("Post.WrongUnit");
        }

        return input.To < input.From ? new Refusal("Post.EndsBeforeItBegins") : null;
    }

    private async Task<Post> StoreAsync(PostInput input, Unit unit, CancellationToken ct)
    {
        var now = calendar.UtcNow();
        var post = new Post(RowId.At(now), input.Member, input.Kind, unit, input.From, input.To, now, db.Viewer.MemberId);
        db.Posts.Add(post);
        try
        {
            await db.SaveChangesAsync(ct);
            return post;
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            if (await FindAsync(input, ct) is { } winner)
            {
                return winner;
            }

            throw;
        }
    }

    /// <summary>The same office, held on the first day asked for.</summary>
    private Task<Post?> FindAsync(PostInput input, CancellationToken ct) =>
        db.Posts.AsNoTracking()
            .Where(p => p.MemberId == input.Member && p.Kind == input.Kind && p.UnitPath == input.UnitPath)
            .InForce(input.From)
            .OrderBy(p => p.ValidFrom)
            .FirstOrDefaultAsync(ct);
}
