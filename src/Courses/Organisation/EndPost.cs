using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Organisation;

/// <summary>Ends an office after its last day; rights end with it. Asked twice, gives the first end back.</summary>
public sealed class EndPost(CoursesDb db, SchoolCalendar calendar)
{
    public async Task<Outcome<Post>> RunAsync(Guid postId, DateOnly lastDay, CancellationToken ct)
    {
        var post = await db.Posts.SingleOrDefaultAsync(p => p.Id == postId, ct);
        if (post is null || !db.Viewer.MayAppoint(post.Kind, post.UnitPath))
        {
            return new Refusal("Post.NotYours");
        }

        if (post.ReplacedAt is not null)
        {
            return await FindEndAsync(postId, lastDay, ct);
        }

        if (post.ValidTo < lastDay)
        {
            return new Refusal("Post.AlreadyEnded");
        }

        if (lastDay < post.ValidFrom)
        {
            return new Refusal("Post.EndsBeforeItBegins");
        }

        var ended = post.EndedOn(lastDay, calendar.UtcNow(), db.Viewer.MemberId);
        db.Posts.Add(ended);
        try
        {
            await db.SaveChangesAsync(ct);
            return ended;
        }
        catch (DbUpdateException)
        {
            // A row is replaced once; the loser reads what the winner said.
            db.ChangeTracker.Clear();
            return await FindEndAsync(postId, lastDay, ct);
        }
    }

    private async Task<Outcome<Post>> FindEndAsync(Guid postId, DateOnly lastDay, CancellationToken ct)
    {
        var successor = await db.Posts.AsNoTracking().SingleAsync(p => p.ReplacesId == postId, ct);
        return successor.ValidTo == lastDay ? successor : new Refusal("Post.AlreadyEnded");
    }
}
