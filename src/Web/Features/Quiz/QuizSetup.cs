using Learning.Courses;
using Learning.Courses.Organisation;
using Learning.Courses.Quizzes;
using Learning.Courses.Storage;

namespace Learning.Web.Features.Quiz;

public static class QuizSetup
{
    /// <summary>One for the whole program: posts of all requests share its commits.</summary>
    public static IServiceCollection AddSharedCommits(this IServiceCollection services) =>
        services.AddSingleton(s => new SharedCommit<AnswerPost, Outcome<TakenAnswers>>(posts => CommitAsync(s, posts)));

    private static async Task<IReadOnlyList<Outcome<TakenAnswers>>> CommitAsync(IServiceProvider site, IReadOnlyList<AnswerPost> posts)
    {
        await using var scope = site.CreateAsyncScope();

        // It writes for many members at once. Each post names who sent it, and a sitting of somebody else is "not found".
        scope.ServiceProvider.GetRequiredService<Viewing>().Become(Viewer.System);

        // No request's token: one that is broken off must not take the others' answers with it.
        return await scope.ServiceProvider.GetRequiredService<TakeAnswers>().RunAsync(posts, CancellationToken.None);
    }
}
