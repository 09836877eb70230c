using Learning.Courses.Storage;

namespace Learning.Courses.Tests.Storage;

public sealed class SharedCommitTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_arrives_during_a_commit_shares_the_next_and_nobody_is_answered_before()
    {
        var commits = new List<int>();
        var gate = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        var shared = new SharedCommit<int, int>(async posts =>
        {
            commits.Add(posts.Count);
            begun.TrySetResult();
            await gate.Task;
            return [.. posts.Select(p => p * 2)];
        });

        var first = shared.JoinAsync(1);
        await begun.Task;
        var others = Enumerable.Range(2, 9).Select(shared.JoinAsync).ToList();
        Assert.DoesNotContain(others.Append(first), t => t.IsCompleted);

        gate.SetResult();
        Assert.Equal(Enumerable.Range(2, 9).Select(p => p * 2), await Task.WhenAll(others));
        Assert.Equal(2, await first);
        Assert.Equal([1, 9], commits);
    }

    [Fact]
    public async Task The_failure_of_one_meets_that_one_only()
    {
        var stored = new List<int>();
        var shared = new SharedCommit<int, int>(posts =>
        {
            if (posts.Contains(13))
            {
                throw new InvalidOperationException("13");
            }

            stored.AddRange(posts);
            return Task.FromResult<IReadOnlyList<int>>([.. posts]);
        });

        var replies = Enumerable.Range(0, 30).Select(i => Task.Run(() => shared.JoinAsync(i), Ct)).ToList();
        await Task.WhenAll(replies).ContinueWith(_ => { }, Ct, TaskContinuationOptions.None, TaskScheduler.Default);

        Assert.True(replies[13].IsFaulted);
        Assert.Equal(29, replies.Count(r => r.IsCompletedSuccessfully));
        Assert.Equal(Enumerable.Range(0, 30).Where(i => i != 13), stored.Order());
    }

    [Fact]
    public async Task Every_one_of_many_is_answered()
    {
        var shared = new SharedCommit<int, int>(async posts =>
        {
            await Task.Yield();
            Assert.InRange(posts.Count, 1, 64);
            return [.. posts];
        });

        var replies = await Task.WhenAll(Enumerable.Range(0, 5000).Select(i => Task.Run(() => shared.JoinAsync(i), Ct)));
        Assert.Equal(Enumerable.Range(0, 5000), replies);
    }
}
