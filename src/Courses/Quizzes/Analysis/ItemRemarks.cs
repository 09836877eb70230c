namespace Learning.Courses.Quizzes.Analysis;

/// <summary>What the figures of a question ask its author to look at. The words on screen are "ItemRemark." + name.</summary>
public enum ItemRemark
{
    /// <summary>The best third ticked a wrong option more often than the right one.</summary>
    BestChooseAnother,

    /// <summary>The weakest do better at it than the best.</summary>
    Backwards,

    /// <summary>Fewer than half of its points went to the best third.</summary>
    BestFail,

    /// <summary>It hardly tells the best from the weakest.</summary>
    TellsLittle,
    NearlyAllRight,

    /// <summary>Many left it empty.</summary>
    OftenEmpty,

    /// <summary>A wrong option that almost nobody ticks.</summary>
    IdleOption,
}

/// <summary>When figures are remarkable. The borders and where they come from stand in docs/item-analysis.md.</summary>
internal static class ItemRemarks
{
    private const double NearlyAll = 0.95;
    private const double Poor = 0.2;
    private const double Often = 0.1;
    private const double HardlyEver = 0.05;

    public static IEnumerable<ItemRemark> Of(ItemFigures item)
    {
        var right = item.Options.Where(o => o.IsRight).Select(o => o.ByBest).DefaultIfEmpty(1).Min();
        if (item.Options.Any(o => !o.IsRight && o.ByBest > right))
        {
            yield return ItemRemark.BestChooseAnother;
        }

        if (item.Discrimination < 0)
        {
            yield return ItemRemark.Backwards;
        }

        if (item.FacilityOfBest < 0.5)
        {
            yield return ItemRemark.BestFail;
        }

        // Where nearly all are right nothing can be told apart, and that is no second fault.
        if (item.Facility >= NearlyAll)
        {
            yield return ItemRemark.NearlyAllRight;
        }
        else if (item.Discrimination is >= 0 and < Poor)
        {
            yield return ItemRemark.TellsLittle;
        }

        if (item.Empty > Often)
        {
            yield return ItemRemark.OftenEmpty;
        }

        if (item.Facility < NearlyAll && item.Options.Count > 2 && item.Options.Any(o => !o.IsRight && o.Chosen < HardlyEver))
        {
            yield return ItemRemark.IdleOption;
        }
    }
}
