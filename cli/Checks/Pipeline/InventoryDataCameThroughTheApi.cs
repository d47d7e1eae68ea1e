namespace Classroom.Cli.Checks.Pipeline;

sealed class InventoryDataCameThroughTheApi() : DataCameThroughTheApi("inventory_data");
