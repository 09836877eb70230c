using System.Collections.Concurrent;

namespace Learning.Courses.Storage;

/// <summary>
/// Lets posts that arrive while a commit is being written share the next one. Making one commit durable costs the disk as much
/// as making a hundred; whoever finds nobody at work commits for all who wait, and nobody gets a reply before the commit.
/// </summary>
/// <param name="commit">Stores all posts in one transaction and gives one reply for each. When it throws, nothing was stored.</param>
public sealed class SharedCommit<TPost, TReply>(Func<IReadOnlyList<TPost>, Task<IReadOnlyList<TReply>>> commit)
{
    /// <summary>More in one transaction would make the first wait long for the last.</summary>
    private const int Most = 64;

    private readonly ConcurrentQueue<Waiting> queue = new();
    private int waiting;

    public Task<TReply> JoinAsync(TPost post)
    {
        var mine = new Waiting(post, new TaskCompletionSource<TReply>(TaskCreationOptions.RunContinuationsAsynchronously));
        queue.Enqueue(mine);

        // The count is raised after the post stands in the queue, and lowered after replies: whoever raises it from nothing is
        // the only one at work, and finds at least as many posts as were counted.
        if (Interlocked.Increment(ref waiting) == 1)
        {
            // Not awaited: who leads would otherwise wait for all who come later. Its failures are handed to those they concern.
            _ = Task.Run(LeadAsync);
        }

        return mine.Reply.Task;
    }

    private async Task LeadAsync()
    {
        int done;
        do
        {
            var together = new List<Waiting>();
            while (together.Count < Most && queue.TryDequeue(out var next))
            {
                together.Add(next);
            }

            await CommitAsync(together);
            done = together.Count;
        }
        while (Interlocked.Add(ref waiting, -done) > 0);
    }

    private async Task CommitAsync(List<Waiting> together)
    {
        try
        {
            var replies = await commit([.. together.Select(w => w.Post)]);
            foreach (var (member, reply) in together.Zip(replies))
            {
                member.Reply.SetResult(reply);
            }
        }
        catch (Exception) when (together.Count > 1)
        {
            // One of them spoiled it for all, and nothing was stored. Each alone: then the failure meets the one it belongs to.
            foreach (var alone in together)
            {
                await CommitAsync([alone]);
            }
        }
        catch (Exception failure)
        {
            together[0].Reply.SetException(failure);
        }
    }

    private sealed record Waiting(TPost Post, TaskCompletionSource<TReply> Reply);
}
