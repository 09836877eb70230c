using System.CommandLine;
using Learning.Courses.Organisation;
using Learning.Web.Hosting;

namespace Learning.Web.Verbs;

/// <summary>Runs the work of a verb on the program's own services, without starting the site.</summary>
public static class Verb
{
    /// <summary>
    /// Gives the command its work. The work sees everything, as the system does; what it throws ends as a sentence on the
    /// error stream and exit code 2.
    /// </summary>
    public static Command Does(this Command command, Func<IServiceProvider, ParseResult, CancellationToken, Task<int>> work)
    {
        // Settings (--Database:Provider ...) may follow the verb's own options.
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, ct) =>
        {
            try
            {
                await using var site = Site.Build([.. parsed.UnmatchedTokens]);
                await using var scope = site.Services.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<Viewing>().Become(Viewer.System);
                return await work(scope.ServiceProvider, parsed, ct);
            }
            catch (OperationCanceledException)
            {
                await Console.Error.WriteLineAsync("Cancelled.");
                return CommandLine.CouldNotRun;
            }
            catch (Exception e) when (e is ArgumentException or IOException or InvalidOperationException or UnauthorizedAccessException or System.Data.Common.DbException)
            {
                await Console.Error.WriteLineAsync(e.Message);
                return CommandLine.CouldNotRun;
            }
        });
        return command;
    }
}
