using System.Collections.Concurrent;
using CsCheck;
using Learning.Courses.Ledger;
using Learning.Courses.Ledger.Witnesses;

namespace Learning.Courses.Tests.Ledger.Witnesses;

/// <summary>Whatever a log asks for, and whenever the witness dies: it never gives its signature to two trees that contradict each other.</summary>
public sealed class WitnessHistoryTests
{
    public enum Event
    {
        /// <summary>The log asks as it should, in one of its histories.</summary>
        Ask,

        /// <summary>The same, beginning at a size of the asker's choice.</summary>
        AskFrom,

        /// <summary>Something asked before is asked again.</summary>
        Replay,

        /// <summary>Everything a lying log could ask now, all at once.</summary>
        AskAtOnce,

        /// <summary>The process is started anew.</summary>
        Restart,

        /// <summary>The process dies after the checkpoint was remembered and before the signature was sent.</summary>
        DieBeforeAnswering,

        /// <summary>The process dies while it writes one of the two copies.</summary>
        DieWriting,
    }

    public sealed record Step(Event Event, int History, int Size, int Number);

    private static readonly Gen<Step[]> Histories =
        Gen.Select(Gen.Enum<Event>(), Gen.Int[0, 3], Gen.Int[0, WatchedLog.Most], Gen.Int[0, 400], (e, history, size, number) => new Step(e, history, size, number)).Array[1, 25];

    [Fact]
    public void No_two_trees_it_cosigns_contradict_each_other() => Histories.Sample(
        steps =>
        {
            using var log = new WatchedLog();
            var play = new Play(log);
            foreach (var step in steps)
            {
                play.Take(step);
            }

            play.HonestGrowthIsStillCosigned();
            var given = play.Given.ToList();
            Assert.All(given, one => Assert.All(given, other => Assert.True(WatchedLog.Agree(one, other), $"{one.Size} and {other.Size}")));
        },
        iter: 300,
        threads: 1);

    private sealed class Play(WatchedLog log)
    {
        private readonly List<string> asked = [];
        private Witness witness = log.Start();

        /// <summary>The checkpoints whose signature has left the house.</summary>
        public ConcurrentQueue<Checkpoint> Given { get; } = [];

        private int Standing => witness.LastNote is { } note ? (int)Checkpoint.Open(note, [log.Key]).Value!.Size : 0;

        public void Take(Step step)
        {
            switch (step.Event)
            {
                case Event.Ask:
                    Ask(Remember(log.Request(step.History, Standing, Math.Max(step.Size, Standing))));
                    break;
                case Event.AskFrom:
                    Ask(Remember(log.Request(step.History, step.Number % (WatchedLog.Most + 1), step.Size)));
                    break;
                case Event.Replay when asked.Count > 0:
                    Ask(asked[step.Number % asked.Count]);
                    break;
                case Event.AskAtOnce:
                    var (standing, size) = (Standing, Math.Max(step.Size, Standing));
                    Parallel.For(0, 8, i => Ask(log.Request(i % 4, standing, Math.Min(size + (i / 4), WatchedLog.Most))));
                    break;
                case Event.Restart:
                    witness = log.Start();
                    break;
                case Event.DieBeforeAnswering:
                    witness.Add(log.Request(step.History, Standing, Math.Max(step.Size, Standing)));
                    witness = log.Start();
                    break;
                case Event.DieWriting:
                    witness = log.Start(new BreakingDisk(step.Number % 2, step.Number).Open);
                    Ask(log.Request(step.History, Standing, Math.Max(step.Size, Standing)));
                    witness = log.Start();
                    break;
            }
        }

        /// <summary>A witness that refuses everything would contradict itself never.</summary>
        public void HonestGrowthIsStillCosigned()
        {
            var history = Enumerable.Range(0, 4).First(h => witness.LastNote is null || WatchedLog.CheckpointOf(h, Standing) == Checkpoint.Open(witness.LastNote!, [log.Key]).Value);
            Assert.Equal(WitnessVerdict.Cosigned, Ask(log.Request(history, Standing, WatchedLog.Most)));
        }

        private string Remember(string request)
        {
            asked.Add(request);
            return request;
        }

        private WitnessVerdict Ask(string request)
        {
            var answer = witness.Add(request);
            if (answer.Verdict == WitnessVerdict.Cosigned)
            {
                Given.Enqueue(answer.Checkpoint!);
            }

            return answer.Verdict;
        }
    }
}
