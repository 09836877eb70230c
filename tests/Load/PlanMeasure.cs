using System.Diagnostics;
using Learning.Courses.Training.Planning;

namespace Learning.Load;

/// <summary>How long the planner takes and what it needs: a district, 200 changes to it, and growth by a factor of a hundred.</summary>
internal static class PlanMeasure
{
    public static void Measure(int? only)
    {
        (int Districts, int Members)[] sizes = [(1, 5_000), (1, 50_000), (10, 50_000)];
        foreach (var (districts, members) in sizes.Where(s => only is null || only == s.Districts * s.Members))
        {
            var plan = PlanDistrict.Of(districts, members);
            Console.WriteLine($"{plan.People.Count} members, {plan.Branches.Count} branches, {plan.Classes.Count} candidate classes");
            var first = Time("first plan", plan);
            Time("re-plan after 200 changes", PlanDistrict.Changed(plan, first));
        }

        Console.WriteLine($"memory at most: {Process.GetCurrentProcess().PeakWorkingSet64 / 1_048_576} MB");
    }

    private static RotationAnswer Time(string what, RotationCase plan)
    {
        var (started, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var answer = PlanPlaces.Run(plan);
        Console.WriteLine($"  {what}: {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s, {(Environment.CpuUsage.TotalTime - cpu).TotalSeconds:0.0} s of processor time");
        Console.WriteLine("    " + string.Join(", ", answer.Proof.Select(p => $"{p.Goal} {p.Value} (at best {p.Bound})")));
        return answer;
    }
}
